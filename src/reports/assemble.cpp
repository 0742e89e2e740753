// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports/assemble.hpp"

#include "http/text.hpp"

#include <algorithm>
#include <set>

namespace bayme::reports {
namespace {

using snapshots::Additivity;
using snapshots::metric;
using Kind = ReportColumn::Kind;

std::vector<ReportColumn> columns_of(const Plan& plan) {
    std::vector<ReportColumn> columns;
    for (const auto dimension : plan.dimensions) {
        const std::string name{to_string(dimension)};
        if (dimension == Dimension::day) {
            columns.push_back({name, Kind::day});
        } else if (dimension == Dimension::hour) {
            columns.push_back({name, Kind::hour});
        } else {
            columns.push_back({name + "_id", Kind::id});
            columns.push_back({name + "_name", Kind::name});
        }
    }
    if (plan.money) {
        columns.push_back({"currency", Kind::currency});
    }
    for (const auto index : plan.metrics) {
        columns.push_back({std::string{metric(index).name}, Kind::metric, index});
    }
    return columns;
}

std::string name_of(const NamesByDimension& names, Dimension dimension, std::uint64_t key) {
    const auto level = names.find(dimension);
    if (level == names.end()) {
        return {};
    }
    const auto found = level->second.find(snapshots::object_text(key));
    return found == level->second.end() ? std::string{} : found->second;
}

ReportRow row_of(const Plan& plan, const Group& group, const NamesByDimension& names) {
    ReportRow row{{}, group.currency};
    for (std::size_t i = 0; i < plan.dimensions.size(); ++i) {
        const auto key = group.keys[i];
        if (plan.dimensions[i] == Dimension::day) {
            row.cells.emplace_back(Day::from_number(static_cast<int>(key)).text());
        } else if (plan.dimensions[i] == Dimension::hour) {
            row.cells.emplace_back(fmt::to_string(key));
        } else {
            row.cells.emplace_back(snapshots::object_text(key));
            row.cells.emplace_back(name_of(names, plan.dimensions[i], key));
        }
    }
    if (plan.money) {
        row.cells.emplace_back(std::string{group.currency.text()});
    }
    for (const auto index : plan.metrics) {
        const auto value = value_of(plan, group, index);
        row.cells.push_back(value ? ReportCell{*value} : ReportCell{});
    }
    return row;
}

/// Sums of what does not add up over rows are left blank.
bool adds_over_rows(snapshots::MetricIndex index) {
    return metric(index).additivity != Additivity::exact_window &&
           metric(index).at(snapshots::Level::advertiser);
}

Result<ReportRow> total_row(const Plan& plan, const std::vector<Group>& groups, Currency currency) {
    BAYME_TRY(const auto sum, total(groups, currency));
    const auto parts = std::ranges::count(groups, currency, &Group::currency);
    ReportRow row{{}, currency};
    for (const auto& column : columns_of(plan)) {
        if (column.kind == Kind::currency) {
            row.cells.emplace_back(std::string{currency.text()});
        } else if (!column.metric || (parts > 1 && !adds_over_rows(*column.metric))) {
            row.cells.emplace_back();
        } else {
            const auto value = value_of(plan, sum, *column.metric);
            row.cells.push_back(value ? ReportCell{*value} : ReportCell{});
        }
    }
    return row;
}

std::set<Currency> currencies_of(const std::vector<Group>& groups) {
    std::set<Currency> found;
    for (const auto& group : groups) {
        found.insert(group.currency);
    }
    return found;
}

bool holds(const NameTerm& term, std::string_view name) {
    if (term.whole) {
        return name == term.text;
    }
    return term.text.empty() ||
           !std::ranges::search(name, term.text, {}, http::lower_case, http::lower_case).empty();
}

bool holds(const Plan& plan, const Group& group, const NamesByDimension& names) {
    const bool metrics = std::ranges::all_of(plan.where.metrics, [&](const MetricTerm& term) {
        const auto value = value_of(plan, group, term.metric);
        return value && holds(term, *value);
    });
    return metrics && std::ranges::all_of(plan.where.names, [&](const NameTerm& term) {
               const auto place = std::ranges::find(plan.dimensions, term.column);
               const auto key =
                   group.keys[static_cast<std::size_t>(place - plan.dimensions.begin())];
               return holds(term, name_of(names, term.column, key));
           });
}

Result<void> keep_what_holds(const Plan& plan, std::vector<Group>& groups,
                             const NamesByDimension& names) {
    const auto money = std::ranges::find_if(plan.where.metrics, [](const MetricTerm& term) {
        return metric(term.metric).unit == snapshots::Unit::money;
    });
    const auto currencies = currencies_of(groups);
    if (money != plan.where.metrics.end() && currencies.size() > 1) {
        return fail(Error{ErrorCode::invalid_input,
                          fmt::format("where: {} would be compared in {} and in {} at once: choose "
                                      "accounts of one currency",
                                      metric(money->metric).name, currencies.begin()->text(),
                                      currencies.rbegin()->text())}
                        .because("mixed_currencies"));
    }
    std::erase_if(groups, [&](const Group& group) { return !holds(plan, group, names); });
    return {};
}

/// Blanks last whichever way; ids and hours by size, then digits.
struct CellOrder {
    std::size_t place;
    bool descending;
    bool by_length;

    [[nodiscard]] int compare(const ReportRow& left, const ReportRow& right) const {
        const auto& a = left.cells[place];
        const auto& b = right.cells[place];
        if (a.index() != b.index()) {
            return std::holds_alternative<std::monostate>(a) ? 1 : -1;
        }
        if (by_length && std::get<std::string>(a).size() != std::get<std::string>(b).size()) {
            const bool less = std::get<std::string>(a).size() < std::get<std::string>(b).size();
            return less != descending ? -1 : 1;
        }
        const int plain = a < b ? -1 : b < a ? 1 : 0;
        return descending ? -plain : plain;
    }
};

Result<void> sort_rows(Report& report, const ReportRequest& request) {
    std::vector<CellOrder> orders;
    bool money = false;
    for (std::size_t i = 0; i < request.order.size(); ++i) {
        const auto& field = request.order[i].field;
        const auto found = std::ranges::find_if(report.columns, [&](const ReportColumn& column) {
            return column.name == field || column.name == field + "_id";
        });
        if (found == report.columns.end()) {
            Error error{ErrorCode::invalid_input,
                        fmt::format("order: the answer has no \"{}\"", field)};
            error.fields.push_back({fmt::format("order[{}]", i), "no column of the answer"});
            return fail(std::move(error));
        }
        money = money || (found->metric && metric(*found->metric).unit == snapshots::Unit::money);
        orders.push_back({static_cast<std::size_t>(found - report.columns.begin()),
                          request.order[i].descending,
                          found->kind == Kind::id || found->kind == Kind::hour});
    }
    std::ranges::stable_sort(report.rows, [&](const ReportRow& left, const ReportRow& right) {
        // Amounts of two currencies have no order among each other.
        if (money && left.currency != right.currency) {
            return left.currency < right.currency;
        }
        for (const auto& order : orders) {
            if (const int compared = order.compare(left, right); compared != 0) {
                return compared < 0;
            }
        }
        return false;
    });
    return {};
}

} // namespace

Result<Report> assemble(const Plan& plan, const ReportRequest& request, std::vector<Group> groups,
                        const NamesByDimension& names) {
    BAYME_CHECK(keep_what_holds(plan, groups, names));
    Report report;
    report.columns = columns_of(plan);
    for (const auto& group : groups) {
        report.rows.push_back(row_of(plan, group, names));
    }
    for (const auto currency : currencies_of(groups)) {
        BAYME_TRY(auto row, total_row(plan, groups, currency));
        report.totals.push_back(std::move(row));
    }
    BAYME_CHECK(sort_rows(report, request));
    report.rows_before_limit = report.rows.size();
    if (request.limit && static_cast<std::size_t>(*request.limit) < report.rows.size()) {
        report.rows.resize(static_cast<std::size_t>(*request.limit));
    }
    return report;
}

} // namespace bayme::reports
