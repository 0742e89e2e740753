// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports/export_columns.hpp"

#include "embedded/ads_manager.hpp"

#include <fmt/ranges.h>

#include <algorithm>

namespace bayme::reports {
namespace {

using Kind = ColumnMeaning::Kind;
constexpr std::size_t most_preface = 30;

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    return first == text.npos ? std::string_view{}
                              : text.substr(first, text.find_last_not_of(" \t\r\n") + 1 - first);
}

/// What stands in brackets at the end when it is a unit: three capital letters or "%".
std::string_view unit_of(std::string_view title) {
    if (!title.ends_with(')')) {
        return {};
    }
    const auto open = title.rfind('(');
    if (open == title.npos) {
        return {};
    }
    const auto inner = title.substr(open + 1, title.size() - open - 2);
    return inner == "%" || Currency::parse(inner) ? inner : std::string_view{};
}

/// As titles are compared: small letters, single blanks, no unit.
std::string plain(std::string_view title) {
    title = trimmed(title);
    if (!unit_of(title).empty()) {
        title = trimmed(title.substr(0, title.rfind('(')));
    }
    std::string text;
    for (const char letter : title) {
        const bool blank = letter == ' ' || letter == '\t' || letter == '_' || letter == '\n';
        if (blank && text.ends_with(' ')) {
            continue;
        }
        const bool capital = letter >= 'A' && letter <= 'Z';
        text += blank ? ' ' : capital ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    return text;
}

std::optional<ColumnMeaning> meaning_of(std::string_view word) {
    using snapshots::Column;
    if (word == "day") {
        return ColumnMeaning{.kind = Kind::day};
    }
    if (word == "currency") {
        return ColumnMeaning{.kind = Kind::currency};
    }
    if (word == "-") {
        return ColumnMeaning{};
    }
    for (const auto column : {Column::advertiser, Column::campaign, Column::adgroup, Column::ad}) {
        const auto stem = to_string(column);
        if (word == fmt::format("{}_id", stem)) {
            return ColumnMeaning{.kind = Kind::id, .object = column};
        }
        if (word == fmt::format("{}_name", stem)) {
            return ColumnMeaning{.kind = Kind::name, .object = column};
        }
    }
    if (const auto metric = snapshots::find_metric(word)) {
        return ColumnMeaning{.kind = Kind::metric, .metric = *metric};
    }
    return std::nullopt;
}

} // namespace

Result<ColumnBook> ColumnBook::make() {
    ColumnBook book;
    for (std::size_t i = 0; i < snapshots::metrics().size(); ++i) {
        const auto& metric = snapshots::metrics()[i];
        const ColumnMeaning meaning{.kind = Kind::metric,
                                    .metric = static_cast<snapshots::MetricIndex>(i)};
        book.meanings_[plain(metric.name)] = meaning;
        book.meanings_[plain(metric.title)] = meaning;
    }
    const auto text = find_embedded(embedded::ads_manager(), "ads_manager_columns.csv");
    if (auto added = book.add(text.value_or("")); !added) {
        return fail(Error{ErrorCode::internal, added.error().message});
    }
    return book;
}

Result<void> ColumnBook::add(std::string_view csv) {
    BAYME_TRY(const auto sheet, read_sheet(csv));
    for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
        const auto& row = sheet.rows[i];
        if (i == 0 && row.size() == 2 && plain(row[0]) == "column" && plain(row[1]) == "means") {
            continue;
        }
        const auto meaning = row.size() == 2 ? meaning_of(trimmed(row[1])) : std::nullopt;
        if (!meaning) {
            return fail(ErrorCode::invalid_input,
                        "line {} of the columns: \"{}\" is not a title, a comma and what it means",
                        sheet.lines[i], fmt::join(row, ","));
        }
        meanings_[plain(row[0])] = *meaning;
    }
    return {};
}

std::optional<ColumnMeaning> ColumnBook::find(std::string_view title) const {
    const auto found = meanings_.find(plain(title));
    return found == meanings_.end() ? std::nullopt : std::optional{found->second};
}

Result<ExportHead> find_head(const Sheet& sheet, const ColumnBook& book) {
    for (std::size_t i = 0; i < std::min(sheet.rows.size(), most_preface); ++i) {
        ExportHead head{.row = i, .columns = {}, .unknown = {}, .currency = {}};
        bool has_metric = false;
        bool has_other = false;
        for (const auto& title : sheet.rows[i]) {
            const auto meaning = book.find(title);
            has_metric = has_metric || (meaning && meaning->kind == Kind::metric);
            has_other = has_other || (meaning && meaning->kind != Kind::metric);
            if (!meaning && !trimmed(title).empty()) {
                head.unknown.emplace_back(trimmed(title));
            }
            const auto unit = unit_of(trimmed(title));
            if (meaning && unit.size() == 3) {
                head.currency = unit;
            }
            const bool twice = meaning && meaning->kind != Kind::left_out &&
                               std::ranges::find(head.columns, meaning) != head.columns.end();
            if (twice && has_metric && has_other) {
                return fail(Error{ErrorCode::invalid_input,
                                  fmt::format("the column \"{}\" means the same as one before it: "
                                              "take one of them out",
                                              title)}
                                .because("column_twice"));
            }
            head.columns.push_back(meaning);
        }
        if (has_metric && has_other) {
            return head;
        }
    }
    return fail(
        Error{ErrorCode::invalid_input,
              "no row of the file has titles we know, such as \"Campaign ID\" and \"Cost\": "
              "explain yours with a file of columns"}
            .because("no_head"));
}

} // namespace bayme::reports
