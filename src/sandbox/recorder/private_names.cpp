// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/recorder/private_names.hpp"

#include "http/text.hpp"

#include <algorithm>
#include <array>

namespace bayme::sandbox {

namespace {

struct Row {
    std::string_view name;
    Private kind;
};

using enum Private;

constexpr auto rows = std::to_array<Row>({
    {"access_token", token},
    {"access-token", token},
    {"refresh_token", token},
    {"token", token},
    {"auth_code", code},
    {"code_verifier", code},
    {"secret", secret},
    {"app_secret", secret},
    {"client_secret", secret},
    {"app_id", app},
    {"client_id", app},
    {"client_key", app},
    {"cellphone_number", phone},
    {"telephone_number", phone},
    {"phone_number", phone},
    {"telephone", phone},
    {"phone", phone},
    {"mobile", phone},
    {"contacter", person},
    {"contact_name", person},
    {"contact_person", person},
    {"user_name", person},
    {"username", person},
    {"nickname", person},
    {"real_name", person},
    {"first_name", person},
    {"last_name", person},
    {"legal_representative", person},
    {"operator_name", person},
    {"core_user_id", person_id},
    {"user_id", person_id},
    {"open_id", person_id},
    {"union_id", person_id},
    {"creator_id", person_id},
    {"avatar_url", picture},
    {"profile_image", picture},
    {"license_url", picture},
    {"license_no", place},
    {"address", place},
    {"callback_url", place},
});

/// Mean a credential where a token is asked for, and something else in an answer: the return code.
constexpr auto asked_rows = std::to_array<Row>({{"code", code}, {"state", code}});

/// Where display_name is a person's or a TikTok account's.
constexpr std::array people_paths{"/user/info/", "/identity/", "/tt_user/",
                                  "/tt_video/",  "/business/", "/bc/member/"};

bool matches(std::string_view name, const Row& row) {
    return http::equals_without_case(name, row.name);
}

template <typename Rows>
std::optional<Private> find(const Rows& table, std::string_view name) {
    const auto* const found =
        std::ranges::find_if(table, [&](const Row& row) { return matches(name, row); });
    return found == table.end() ? std::nullopt : std::optional{found->kind};
}

bool ends_with_mail(std::string_view name) {
    return name.ends_with("email") || name.ends_with("emails") || name.ends_with("e_mail");
}

} // namespace

std::optional<Private> private_kind(std::string_view name, const Side& side) {
    if (auto found = find(rows, name)) {
        return found;
    }
    if (side.request && side.path.find("oauth") != std::string_view::npos) {
        if (auto found = find(asked_rows, name)) {
            return found;
        }
    }
    if (ends_with_mail(name)) {
        return mail;
    }
    const bool about_people = std::ranges::any_of(people_paths, [&](std::string_view path) {
        return side.path.find(path) != std::string_view::npos;
    });
    return about_people && name == "display_name" ? std::optional{person} : std::nullopt;
}

bool is_volatile(std::string_view name) {
    return name == "request_id";
}

} // namespace bayme::sandbox
