// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "web/figures.hpp"
#include "web/staff_shell.hpp"

#include <optional>
#include <string>
#include <vector>

namespace bayme::web {

/// The ledger as a map: a row an account, or a cube of one account; a column a day or a week.
struct LedgerView {
    struct Letter {
        std::string letter;
        std::string state; ///< "complete", as the operation calls it
        std::string words;
    };
    struct Row {
        std::string name;    ///< the account's, or the cube's in words
        std::string address; ///< where a click on the name leads; empty: nowhere
        std::string tiles;   ///< a letter each
        std::int64_t windows = 0;
        std::int64_t complete = 0;
        std::int64_t gaps = 0;
        std::int64_t overdue = 0;
        std::string oldest; ///< moment of the oldest fetch
    };
    struct Gap {
        std::string account;
        std::string cube;
        std::string days; ///< "1 Mar to 4 Mar"
        std::string state;
        std::int64_t calls = 0;
    };
    std::string from;
    std::string to;
    std::string account; ///< the id when the rows are its cubes
    std::string account_name;
    std::vector<std::string> days; ///< head of each column: "2026-03-01"
    std::int64_t days_per_tile = 1;
    std::vector<Letter> legend;
    std::vector<Row> rows;
    std::vector<Gap> gaps; ///< the first of them
    std::int64_t gap_count = 0;
    std::string cost; ///< "about 12 calls, 2 s of TikTok's limit"
    std::int64_t pages = 1;
    std::int64_t page = 1;
    bool may_fetch = false;
    std::optional<Trouble> trouble;
};

StaffPage ledger_page(const StaffFrame& frame, const LedgerView& view);

/// A comparison with an export, and the form that asks for it.
struct ReconcileView {
    struct Choice {
        std::string id;
        std::string name;
    };
    struct Difference {
        std::string line;
        std::string object;
        std::string day;
        std::string metric;
        std::string exported;
        std::string held;
        std::string reason;
    };
    std::vector<Choice> accounts;
    bool compared = false;
    bool agrees = false;
    std::string summary;
    std::vector<std::string> reasons; ///< "3 cells: the file shows what stood here before …"
    std::vector<Difference> differences;
    std::vector<std::string> notes; ///< rows left out, unknown columns
    std::optional<Trouble> trouble;
};

StaffPage reconcile_page(const StaffFrame& frame, const ReconcileView& view);

} // namespace bayme::web
