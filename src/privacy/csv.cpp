// SPDX-License-Identifier: LicenseRef-Bayme
#include "privacy/csv.hpp"

#include <algorithm>

namespace bayme::privacy {
namespace {

/// Takes one quoted field from the front, its opening quote already gone.
Result<std::string> take_quoted(std::string_view& rest) {
    std::string field;
    while (true) {
        const auto quote = rest.find('"');
        if (quote == std::string_view::npos) {
            return fail(ErrorCode::invalid_input, "a quoted field does not end");
        }
        field.append(rest.substr(0, quote));
        rest.remove_prefix(quote + 1);
        if (!rest.starts_with('"')) {
            return field;
        }
        field.push_back('"');
        rest.remove_prefix(1);
    }
}

Result<std::string> take_field(std::string_view& rest) {
    if (rest.starts_with('"')) {
        rest.remove_prefix(1);
        return take_quoted(rest);
    }
    std::string field{rest.substr(0, rest.find_first_of(",\n"))};
    rest.remove_prefix(field.size());
    if (field.find('"') != field.npos) {
        return fail(ErrorCode::invalid_input, "a quote inside a field");
    }
    if (rest.starts_with('\n') && field.ends_with('\r')) {
        field.pop_back();
    }
    return field;
}

Result<CsvRow> take_row(std::string_view& rest) {
    CsvRow row;
    while (true) {
        BAYME_TRY(auto field, take_field(rest));
        row.push_back(std::move(field));
        if (rest.starts_with(',')) {
            rest.remove_prefix(1);
            continue;
        }
        rest.remove_prefix(rest.starts_with("\r\n") ? 2 : std::min<std::size_t>(1, rest.size()));
        return row;
    }
}

} // namespace

Result<std::vector<CsvRow>> parse_csv(std::string_view text, std::string_view header) {
    auto first = header;
    BAYME_TRY(const auto names, take_row(first));
    std::vector<CsvRow> rows;
    for (std::size_t line = 1; !text.empty(); ++line) {
        auto row = take_row(text);
        if (!row) {
            return fail(std::move(row).error().in(fmt::format("line {}", line)));
        }
        if (row->size() != names.size() || (line == 1 && *row != names)) {
            return fail(ErrorCode::invalid_input, "line {}: {} fields, the header is {}", line,
                        row->size(), header);
        }
        if (line > 1) {
            rows.push_back(std::move(*row));
        }
    }
    return rows;
}

} // namespace bayme::privacy
