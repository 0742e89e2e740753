// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "web/assets.hpp"
#include "web/html.hpp"
#include "web/shell.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::web {

enum class Section { accounts, campaigns, report, ledger, plans, jobs, none };

/// What every staff page has around it.
struct StaffFrame {
    std::string operator_name;
    std::string person; ///< the signed-in person's name
    std::string actor;  ///< and who that is in plans and logs: "person:01h…"
    bool sandbox = false;
    /// Goes into every form; ties it to the session.
    std::string form_token;
    /// What the person may do, by the permissions' names.
    std::vector<std::string> permissions = {};
    /// Another one for each page that is shown. A form that drafts something sends it back, so that
    /// sending it twice drafts once.
    std::string page_id = {};

    [[nodiscard]] bool may(std::string_view permission) const;
};

struct StaffPage {
    Section section = Section::accounts;
    std::string title;
    Html meta;    ///< beside the title: data age, state
    Html actions; ///< buttons at the end of the title line
    std::optional<Trouble> trouble;
    Html body;
};

/// A whole page that says what failed at `path`, with a way back to the screen it belongs to.
StaffPage failure_page(Trouble words, std::string_view path);

std::string staff_document(const StaffFrame& frame, const Assets& assets, const StaffPage& page);

/// A POST form with the session's token in it.
Html post_form(const StaffFrame& frame, std::string_view path, const Html& contents,
               std::string_view class_names = {});
/// The same for a form that makes something: sent twice from one page, it makes it once.
Html drafting_form(const StaffFrame& frame, std::string_view path, const Html& contents,
                   std::string_view class_names = {});
Html hidden_input(std::string_view name, std::string_view value);
enum class ButtonKind { primary, plain, danger };
Html button(std::string_view words, ButtonKind kind = ButtonKind::plain);
/// A link that looks like a button.
Html button_link(std::string_view words, std::string_view address,
                 ButtonKind kind = ButtonKind::plain);
/// What this is, what to do next, and the button that does it.
Html empty_state(std::string_view what, std::string_view next, const Html& action = {});
/// A scrolling frame around a table, named for those who hear it.
Html table_frame(std::string_view label, const Html& head, const Html& body, const Html& foot = {},
                 std::string_view class_names = {});
/// A value with its name.
struct NamedValue {
    std::string_view name;
    Html value;
};
/// What a row's hidden columns hold, to be opened where the screen is too narrow for them.
Html more_on_phone(std::initializer_list<NamedValue> values);
/// A head cell; `unit` stands small behind the words.
Html head_cell(std::string_view words, std::string_view class_names = {},
               std::string_view unit = {});

} // namespace bayme::web
