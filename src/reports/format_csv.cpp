// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports/format.hpp"

namespace bayme::reports {
namespace {

bool starts_formula(std::string_view text) {
    constexpr std::string_view openers{"=+-@\t\r\n\0", 8};
    return !text.empty() && openers.find(text.front()) != std::string_view::npos;
}

void append_field(std::string& out, std::string text, bool is_number) {
    if (!is_number && starts_formula(text)) {
        text.insert(text.begin(), '\'');
    }
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text) {
        out += c;
        if (c == '"') {
            out += c;
        }
    }
    out += '"';
}

} // namespace

std::string format_csv(const Report& report) {
    std::string out;
    for (std::size_t i = 0; i < report.columns.size(); ++i) {
        out += i == 0 ? "" : ",";
        append_field(out, report.columns[i].name, false);
    }
    out += '\n';
    for (const auto& row : report.rows) {
        for (std::size_t i = 0; i < report.columns.size(); ++i) {
            out += i == 0 ? "" : ",";
            const auto& column = report.columns[i];
            append_field(out, exact_text(column, row, row.cells[i]), column.is_number());
        }
        out += '\n';
    }
    return out;
}

} // namespace bayme::reports
