// SPDX-License-Identifier: LicenseRef-Bayme
#include "cli/terminal.hpp"

#include "api/errors.hpp"
#include "base/text_width.hpp"

#include <algorithm>
#include <ostream>

namespace bayme::cli {
namespace {

std::string_view advice(const Error& error) {
    if (error.reason == "folder_in_use") {
        return "Another Bayme owns this data folder: stop it, or use its socket or page.";
    }
    if (error.reason == "key_missing" || error.reason == "wrong_key" || error.reason == "sealed") {
        return "Put the folder's own master key back; a new one cannot open what is stored.";
    }
    if (error.reason == "key_mode") {
        return "Let only the user who runs Bayme read its master key, then start it again.";
    }
    if (error.reason == "disk_full") {
        return "Make room on the disk. Jobs go on by themselves then; run anything else again.";
    }
    if (api::code_word(error) == "access_refused" || error.reason == "not_connected") {
        return error.reason == "tiktok.40101" ? "" : "`bayme connect` connects it again.";
    }
    if (error.reason == "no_accounts") {
        return "`bayme connect` connects one.";
    }
    if (error.reason == "mixed_currencies") {
        return "Name accounts of one currency with --advertiser.";
    }
    if (error.reason == "second_person") {
        return ""; // the error says who may
    }
    switch (error.code) {
    case ErrorCode::invalid_input:
        return "Correct it and run it again; --help shows what is taken.";
    case ErrorCode::unauthenticated:
        return "Sign in again.";
    case ErrorCode::forbidden:
        return "Ask an administrator for the right to do it.";
    case ErrorCode::rate_limited:
    case ErrorCode::unavailable:
        return "Try again later.";
    case ErrorCode::uncertain:
        return "It may have happened: look before you run it again.";
    case ErrorCode::conflict:
        return "Read the present state again, then decide.";
    case ErrorCode::internal:
        return "The log has more; report it with the request id.";
    case ErrorCode::not_found:
        break;
    }
    return {};
}

} // namespace

void TextTable::print(std::ostream& out) const {
    if (rows_.empty()) {
        out << "none\n";
        return;
    }
    std::vector<std::size_t> widths;
    for (std::size_t column = 0; column < head_.size(); ++column) {
        widths.push_back(display_width(head_[column]));
        for (const auto& row : rows_) {
            widths[column] = std::max(widths[column], display_width(row[column]));
        }
    }
    const auto print_row = [&](const std::vector<std::string>& row) {
        std::string line;
        for (std::size_t column = 0; column < row.size(); ++column) {
            const auto cell = printable(row[column]);
            const std::string gap(widths[column] - display_width(cell), ' ');
            const bool is_right = std::ranges::find(right_, column) != right_.end();
            line += column == 0 ? "" : "  ";
            line += is_right ? gap + cell : cell + gap;
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out << line << '\n';
    };
    print_row(head_);
    std::ranges::for_each(rows_, print_row);
}

void print_error(std::ostream& err, const Error& error, bool json, Before before) {
    if (json) {
        err << api::problem_json(error, error.request_id) << '\n';
        return;
    }
    err << "bayme: " << printable(error.message) << '\n';
    for (const auto& field : error.fields) {
        if (!error.message.contains(field.message) || error.fields.size() > 1) {
            err << "  " << printable(field.path) << ": " << printable(field.message) << '\n';
        }
    }
    if (before == Before::nothing && error.code != ErrorCode::uncertain &&
        error.code != ErrorCode::internal) {
        err << "Nothing was changed.";
    } else {
        err << "What was done before it failed stays done.";
    }
    const auto advised = advice(error);
    err << (advised.empty() ? "" : " ") << advised << '\n';
    if (!error.request_id.empty()) {
        err << "Request id: " << error.request_id << '\n';
    }
}

} // namespace bayme::cli
