// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports/report.hpp"

#include <algorithm>
#include <array>

namespace bayme::reports {
namespace {

using snapshots::metric;
using snapshots::Unit;

constexpr int ratio_decimals = 6;

/// Without trailing zeros, but with at least this many decimals.
std::string trimmed(Micros micros, int least_decimals) {
    auto text = format_micros(micros);
    const auto point = text.find('.');
    const auto have = point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
    if (least_decimals > have) {
        text += have == 0 ? "." : "";
        text.append(static_cast<std::size_t>(least_decimals - have), '0');
    }
    return text;
}

} // namespace

std::string_view to_string(Missing missing) {
    constexpr std::array<std::string_view, 4> names{"none", "not_fetched", "not_by_then",
                                                    "not_begun"};
    return names.at(static_cast<std::size_t>(missing));
}

Missing missing_of(const snapshots::LedgerView& ledger, Day today, bool is_past) {
    if (ledger.worst != snapshots::CellState::never_fetched || !ledger.worst_window) {
        return Missing::none;
    }
    // The worst window is the first of its kind: when it lies ahead, all of them do.
    if (ledger.worst_window->day > today) {
        return Missing::not_begun;
    }
    return is_past ? Missing::not_by_then : Missing::not_fetched;
}

std::string exact_text(const ReportColumn& column, const ReportRow& row, const ReportCell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) {
        return *text;
    }
    const auto* const value = std::get_if<std::int64_t>(&cell);
    if (value == nullptr) {
        return {};
    }
    const auto& asked = metric(column.metric.value());
    if (asked.unit == Unit::count) {
        return fmt::to_string(*value);
    }
    if (asked.has_formula) {
        return format_micros(*value, ratio_decimals);
    }
    return trimmed(*value, asked.unit == Unit::money ? row.currency.digits() : 0);
}

std::string short_text(const ReportColumn& column, const ReportRow& row, const ReportCell& cell) {
    const auto* const value = std::get_if<std::int64_t>(&cell);
    if (value == nullptr || metric(column.metric.value()).unit == Unit::count) {
        return exact_text(column, row, cell);
    }
    const bool money = metric(*column.metric).unit == Unit::money;
    return format_micros(*value, money ? row.currency.digits() : 2);
}

std::string Report::cell(std::size_t row, std::string_view column) const {
    const auto found = std::ranges::find(columns, column, &ReportColumn::name);
    if (found == columns.end() || row >= rows.size()) {
        return {};
    }
    const auto place = static_cast<std::size_t>(found - columns.begin());
    return exact_text(*found, rows[row], rows[row].cells[place]);
}

} // namespace bayme::reports
