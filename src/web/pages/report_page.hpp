// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "web/figures.hpp"
#include "web/staff_shell.hpp"

#include <optional>
#include <string>
#include <vector>

namespace bayme::web {

enum class Sorted { no, ascending, descending };

/// A report and the form that asked for it. The whole question is in the address.
struct ReportView {
    struct Choice {
        std::string name;  ///< "campaign", "spend"
        std::string words; ///< "Campaign"
        bool chosen = false;
    };
    struct Column {
        std::string words;
        std::string unit; ///< "EUR", "%"; empty for none
        bool numeric = false;
        Sorted sorted = Sorted::no;
        std::string sort_address = {}; ///< where a click on the head leads; empty: nowhere
    };
    std::vector<Choice> accounts;
    std::vector<Choice> dimensions;
    std::vector<Choice> metrics;
    std::string from; ///< as typed
    std::string to;
    std::string as_of;     ///< empty: now
    std::string zone;      ///< in which the day of `as_of` ends: "UTC+1"
    std::string days_note; ///< whose days these are, and how the range was chosen
    std::string order;     ///< kept when the form is sent again

    bool asked = false; ///< false: the empty form, no answer below it
    std::vector<Column> columns;
    /// As shown; an empty cell is a value that is not set.
    std::vector<std::vector<std::string>> rows;
    /// One per currency; an empty cell is a sum that does not exist.
    std::vector<std::vector<std::string>> totals;
    CellState worst = CellState::complete;
    std::string worst_explanation; ///< which accounts and days, why and until when
    std::size_t left_out = 0;      ///< rows beyond those shown
    Html meta;                     ///< data age
    std::optional<Trouble> trouble;
};

StaffPage report_page(const StaffFrame& frame, const ReportView& view);

} // namespace bayme::web
