// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports/export_table.hpp"

#include <algorithm>

namespace bayme::reports {
namespace {

using Kind = ColumnMeaning::Kind;
using snapshots::Column;

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n'\"");
    return first == text.npos ? std::string_view{}
                              : text.substr(first, text.find_last_not_of(" \t\r\n'\"") + 1 - first);
}

std::size_t place_of(Column object) {
    switch (object) {
    case Column::campaign:
        return 1;
    case Column::adgroup:
        return 2;
    case Column::ad:
        return 3;
    default:
        return 0;
    }
}

/// "Total", "Totals", "Total of 12 results", in either case.
bool says_total(std::string_view text) {
    text = trimmed(text);
    constexpr std::string_view word = "total";
    if (text.size() < word.size()) {
        return false;
    }
    for (std::size_t i = 0; i < word.size(); ++i) {
        if ((text[i] | 0x20) != word[i]) {
            return false;
        }
    }
    const auto rest = text.substr(word.size());
    return rest.empty() || rest == "s" || rest.starts_with(" of ") || rest.starts_with(':') ||
           (rest.starts_with(' ') && rest.find_first_of("0123456789") != rest.npos);
}

bool is_empty(std::string_view text) {
    text = trimmed(text);
    return text.empty() || text == "-" || text == "--";
}

/// Reads the rows of one sheet.
class Reading {
public:
    Reading(const Sheet& sheet, const ExportHead& head) : sheet_(sheet), head_(head) {}

    Result<ExportTable> run() {
        look_at_columns();
        BAYME_TRY(sign_, find_sign());
        for (std::size_t i = head_.row + 1; i < sheet_.rows.size(); ++i) {
            if (sums_up(sheet_.rows[i])) {
                ++table_.totals_left_out;
                continue;
            }
            BAYME_TRY(auto row, read_row(i));
            table_.rows.push_back(std::move(row));
        }
        return std::move(table_);
    }

private:
    [[nodiscard]] static std::string_view cell(const std::vector<std::string>& row,
                                               std::size_t column) {
        return column < row.size() ? std::string_view{row[column]} : std::string_view{};
    }

    void look_at_columns() {
        std::size_t narrowest = 0;
        for (const auto& column : head_.columns) {
            if (!column) {
                continue;
            }
            if (column->kind == Kind::metric) {
                table_.metrics.push_back(column->metric);
            } else if (column->kind == Kind::day) {
                table_.by_day = true;
            } else if (column->kind == Kind::id || column->kind == Kind::name) {
                narrowest = std::max(narrowest, place_of(column->object));
            }
        }
        table_.level = static_cast<snapshots::Level>(narrowest);
        table_.unknown = head_.unknown;
    }

    /// A row of totals says so where an object or a day should stand.
    [[nodiscard]] bool sums_up(const std::vector<std::string>& row) const {
        bool told = false;
        bool has_id = false;
        for (std::size_t i = 0; i < head_.columns.size(); ++i) {
            const auto& column = head_.columns[i];
            const bool is_number = column && column->kind == Kind::metric;
            told = told || (!is_number && says_total(cell(row, i)));
            has_id = has_id || (column && column->kind == Kind::id &&
                                trimmed(cell(row, i)).find_first_not_of("0123456789") ==
                                    std::string_view::npos &&
                                !is_empty(cell(row, i)));
        }
        return told && !has_id;
    }

    Result<DecimalSign> find_sign() {
        std::vector<std::string_view> numbers;
        for (std::size_t i = head_.row + 1; i < sheet_.rows.size(); ++i) {
            for (std::size_t column = 0; column < head_.columns.size(); ++column) {
                if (head_.columns[column] && head_.columns[column]->kind == Kind::metric) {
                    numbers.push_back(cell(sheet_.rows[i], column));
                }
            }
        }
        return decimal_sign_of(numbers, sheet_.delimiter);
    }

    Result<void> read_cell(const ColumnMeaning& meaning, std::string_view text, ExportRow& row) {
        switch (meaning.kind) {
        case Kind::id:
            row.ids[place_of(meaning.object)] = is_empty(text) ? "" : trimmed(text);
            return {};
        case Kind::name:
            row.names[place_of(meaning.object)] = text;
            return {};
        case Kind::currency:
            row.currency = trimmed(text);
            return {};
        case Kind::day: {
            BAYME_TRY(row.day, read_shown_day(trimmed(text)));
            return {};
        }
        case Kind::metric: {
            BAYME_TRY(auto value, read_shown(text, sign_));
            if (value && value->currency.size() == 3) {
                row.currency = value->currency;
            }
            row.values.push_back(std::move(value));
            row.texts.emplace_back(trimmed(text));
            return {};
        }
        case Kind::left_out:
            break;
        }
        return {};
    }

    Result<ExportRow> read_row(std::size_t number) {
        const auto& cells = sheet_.rows[number];
        ExportRow row{.line = sheet_.lines[number],
                      .ids = {},
                      .names = {},
                      .day = {},
                      .currency = head_.currency,
                      .values = {},
                      .texts = {}};
        for (std::size_t column = 0; column < head_.columns.size(); ++column) {
            if (!head_.columns[column]) {
                continue;
            }
            if (auto read = read_cell(*head_.columns[column], cell(cells, column), row); !read) {
                return fail(ErrorCode::invalid_input, "line {}, column \"{}\": {}", row.line,
                            sheet_.rows[head_.row][column], read.error().message);
            }
        }
        return row;
    }

    const Sheet& sheet_;
    const ExportHead& head_;
    DecimalSign sign_ = DecimalSign::point;
    ExportTable table_;
};

} // namespace

Result<ExportTable> read_export(std::string_view bytes, const ColumnBook& book) {
    BAYME_TRY(const auto sheet, read_sheet(bytes));
    BAYME_TRY(const auto head, find_head(sheet, book));
    return Reading{sheet, head}.run();
}

} // namespace bayme::reports
