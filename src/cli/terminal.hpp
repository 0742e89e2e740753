// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"

#include <iosfwd>
#include <string>
#include <vector>

namespace bayme::cli {

/// Where a command prints. Tests give string streams.
struct Terminal {
    std::ostream& out;
    std::ostream& err;
    std::istream& in;
    bool out_is_tty = false;
    bool err_is_tty = false;
    std::string program = "bayme"; ///< as it was started: "build/release/bayme"
};

/// Columns padded to their widest cell, two spaces apart; numbers of `right` are aligned right.
/// A cell is never cut. Control characters of foreign names are shown as "?".
class TextTable {
public:
    explicit TextTable(std::vector<std::string> head, std::vector<std::size_t> right = {})
        : head_(std::move(head)), right_(std::move(right)) {}
    void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
    void print(std::ostream& out) const;

private:
    std::vector<std::string> head_;
    std::vector<std::size_t> right_;
    std::vector<std::vector<std::string>> rows_;
};

/// What became of the work that was done before the failure.
enum class Before { nothing, stays };

/// What failed, the fields at fault, what to do, the request id.
void print_error(std::ostream& err, const Error& error, bool json, Before before = Before::nothing);

} // namespace bayme::cli
