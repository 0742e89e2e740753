// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/text_width.hpp"
#include "reports/format.hpp"

#include <algorithm>
#include <set>

namespace bayme::reports {
namespace {

using Kind = ReportColumn::Kind;

constexpr std::string_view total_label = "total";
constexpr std::size_t widest = 100;
constexpr std::size_t gap = 2;
constexpr std::size_t room_for_metrics = 32;
constexpr std::size_t least_name = 8;
constexpr std::size_t least_key = total_label.size();
constexpr std::size_t longest_name = 40;

/// A column of the answer and how wide it is printed.
struct Printed {
    std::size_t place;
    std::size_t width;
    bool right;
};

std::size_t natural_width(const Report& report, std::size_t place) {
    const auto& column = report.columns[place];
    auto width = display_width(column.name);
    for (const auto* rows : {&report.rows, &report.totals}) {
        for (const auto& row : *rows) {
            width = std::max(width, display_width(short_text(column, row, row.cells[place])));
        }
    }
    // The first column holds the word of the totals row as well.
    width = place == 0 && !report.totals.empty() ? std::max(width, total_label.size()) : width;
    return column.kind == Kind::name ? std::min(width, longest_name) : width;
}

std::size_t total_width(const std::vector<Printed>& columns) {
    std::size_t width = columns.empty() ? 0 : gap * (columns.size() - 1);
    for (const auto& column : columns) {
        width += column.width;
    }
    return width;
}

/// Takes from the widest, names first, until they fit.
void shrink(const Report& report, std::vector<Printed>& keys, std::size_t target) {
    while (total_width(keys) > target) {
        Printed* choice = nullptr;
        for (const bool names : {true, false}) {
            for (auto& key : keys) {
                const bool is_name = report.columns[key.place].kind == Kind::name;
                const auto least = is_name ? least_name : least_key;
                if (is_name == names && key.width > least &&
                    (choice == nullptr || key.width > choice->width)) {
                    choice = &key;
                }
            }
            if (choice != nullptr) {
                break;
            }
        }
        if (choice == nullptr) {
            return;
        }
        --choice->width;
    }
}

void append_padded(std::string& out, const std::string& text, const Printed& column) {
    const std::string blanks(column.width - std::min(column.width, display_width(text)), ' ');
    out += column.right ? blanks + text : text + blanks;
}

void append_line(std::string& out, const std::vector<Printed>& columns,
                 const std::vector<std::string>& texts) {
    std::string line;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        line += i == 0 ? "" : std::string(gap, ' ');
        append_padded(line, fit(texts[i], columns[i].width), columns[i]);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + '\n';
}

void append_row(std::string& out, const Report& report, const std::vector<Printed>& columns,
                const ReportRow& row, std::string_view label) {
    std::vector<std::string> texts;
    for (const auto& column : columns) {
        texts.push_back(short_text(report.columns[column.place], row, row.cells[column.place]));
    }
    if (!label.empty()) {
        texts.front() = label;
    }
    append_line(out, columns, texts);
}

void append_block(std::string& out, const Report& report, const std::vector<Printed>& columns,
                  bool with_totals) {
    std::vector<std::string> names;
    std::vector<std::string> rules;
    for (const auto& column : columns) {
        names.push_back(report.columns[column.place].name);
        rules.emplace_back(column.width, '-');
    }
    append_line(out, columns, names);
    append_line(out, columns, rules);
    for (const auto& row : report.rows) {
        append_row(out, report, columns, row, "");
    }
    if (with_totals) {
        append_line(out, columns, rules);
        for (const auto& row : report.totals) {
            append_row(out, report, columns, row, total_label);
        }
    }
}

std::string money_line(const Report& report) {
    std::set<Currency> currencies;
    for (const auto& row : report.totals) {
        currencies.insert(row.currency);
    }
    std::string text;
    std::size_t left = currencies.size();
    for (const auto currency : currencies) {
        const auto* link = text.empty() ? ", money in " : left == 1 ? " and " : ", ";
        text += fmt::format("{}{}", link, currency.text());
        --left;
    }
    const bool money = std::ranges::any_of(
        report.columns, [](const auto& column) { return column.kind == Kind::currency; });
    return money ? text : "";
}

std::string_view missing_line(const Provenance& from) {
    switch (from.missing) {
    case Missing::none:
        break;
    case Missing::not_fetched:
        return "days that were never fetched: `bayme sync reports --from … --to … --wait`\n";
    case Missing::not_by_then:
        return from.resolved_to
                   ? "days without figures had not been fetched by then, or are kept no longer\n"
                   : "days without figures had not been fetched by then\n";
    case Missing::not_begun:
        return "days without figures have not begun yet\n";
    }
    return "";
}

void append_notes(std::string& out, const Report& report) {
    const auto& from = report.provenance;
    const auto rows = report.rows.size() == report.rows_before_limit
                          ? fmt::to_string(report.rows.size())
                          : fmt::format("{} of {}", report.rows.size(), report.rows_before_limit);
    out += fmt::format("{} {}{}\n", rows, report.rows_before_limit == 1 ? "row" : "rows",
                       money_line(report));
    out += fmt::format("as of {}", format_instant(from.as_of));
    if (from.resolved_to) {
        out += fmt::format(", as kept of {} and later", format_instant(*from.resolved_to));
    }
    out +=
        fmt::format("\n{} of {} account days complete", from.ledger.complete, from.ledger.windows);
    if (from.ledger.worst_window) {
        out +=
            fmt::format("; worst: {}, {} in account {}", to_string(from.ledger.worst),
                        from.ledger.worst_window->day.text(), from.ledger.worst_window->advertiser);
    }
    out += '\n';
    out += missing_line(from);
}

} // namespace

std::string format_table(const Report& report) {
    std::vector<Printed> keys;
    std::vector<Printed> metrics;
    for (std::size_t i = 0; i < report.columns.size(); ++i) {
        const bool number = report.columns[i].is_number();
        (number ? metrics : keys).push_back({i, natural_width(report, i), number});
    }
    const bool has_dimensions = std::ranges::any_of(
        keys, [&](const auto& key) { return report.columns[key.place].kind != Kind::currency; });
    shrink(report, keys, widest - room_for_metrics - gap);
    std::string out;
    for (std::size_t next = 0; next < metrics.size();) {
        auto block = keys;
        do {
            block.push_back(metrics[next++]);
        } while (next < metrics.size() && total_width(block) + gap + metrics[next].width <= widest);
        out += out.empty() ? "" : "\n";
        append_block(out, report, block, has_dimensions);
    }
    out += '\n';
    append_notes(out, report);
    return out;
}

} // namespace bayme::reports
