// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports/groups.hpp"

#include <algorithm>
#include <map>

namespace bayme::reports {
namespace {

using snapshots::no_value;

using Currencies = std::map<std::uint64_t, Currency>;

std::unexpected<Error> mixed(std::string message) {
    return fail(Error{ErrorCode::invalid_input, std::move(message)}.because("mixed_currencies"));
}

Result<Currencies> currency_by_account(const snapshots::Table& table) {
    Currencies found;
    for (const auto& [advertiser, currency] : table.currencies) {
        BAYME_TRY(const auto number, snapshots::object_number(advertiser.text()));
        const auto [place, is_new] = found.emplace(number, currency);
        if (!is_new) {
            return mixed(fmt::format("account {} has facts in {} and in {}: two currencies do not "
                                     "add without a rate, ask for the days of one of them",
                                     advertiser, place->second.text(), currency.text()));
        }
    }
    return found;
}

Result<void> add(std::vector<std::int64_t>& sums, const std::vector<std::int64_t>& more) {
    for (std::size_t i = 0; i < sums.size(); ++i) {
        if (more[i] == no_value) {
            continue;
        }
        if (sums[i] == no_value) {
            sums[i] = more[i];
        } else if (__builtin_add_overflow(sums[i], more[i], &sums[i])) {
            return fail(Error{ErrorCode::internal, "a sum passes 64 bits"}.because("overflow"));
        }
    }
    return {};
}

/// Where the account's number is among the columns read, when it is.
std::optional<std::size_t> account_place(const snapshots::Table& table) {
    const auto found = std::ranges::find(table.group_by, Dimension::advertiser);
    if (found == table.group_by.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - table.group_by.begin());
}

} // namespace

std::vector<Dimension> read_columns(const Plan& plan, std::size_t accounts) {
    auto columns = plan.dimensions;
    if (plan.money && accounts > 1 &&
        std::ranges::find(columns, Dimension::advertiser) == columns.end()) {
        columns.push_back(Dimension::advertiser);
    }
    return columns;
}

Result<std::vector<Group>> group(const Plan& plan, const snapshots::Table& table,
                                 const std::vector<AdvertiserId>& accounts) {
    Currencies currencies;
    if (plan.money) {
        BAYME_TRY(currencies, currency_by_account(table));
    }
    const auto place = account_place(table);
    const auto only =
        accounts.size() == 1 ? snapshots::object_number(accounts.front().text()).value_or(0) : 0;
    std::vector<Group> groups(table.rows);
    for (std::size_t row = 0; row < table.rows; ++row) {
        const auto* const keys = table.keys.data() + row * table.group_by.size();
        const auto* const values = table.values.data() + row * table.metrics.size();
        const auto found = currencies.find(place ? keys[*place] : only);
        groups[row].currency = found == currencies.end() ? Currency{} : found->second;
        groups[row].keys.assign(keys, keys + plan.dimensions.size());
        groups[row].sums.assign(values, values + table.metrics.size());
    }
    std::ranges::stable_sort(groups, [](const Group& left, const Group& right) {
        return std::tie(left.keys, left.currency) < std::tie(right.keys, right.currency);
    });
    std::vector<Group> folded;
    for (auto& next : groups) {
        if (!folded.empty() && folded.back().keys == next.keys &&
            folded.back().currency == next.currency) {
            BAYME_CHECK(add(folded.back().sums, next.sums));
        } else {
            folded.push_back(std::move(next));
        }
    }
    return folded;
}

Result<Group> total(const std::vector<Group>& groups, Currency currency) {
    Group sum{currency, {}, {}};
    for (const auto& part : groups) {
        if (part.currency != currency) {
            continue;
        }
        if (sum.sums.empty()) {
            sum.sums = part.sums;
        } else {
            BAYME_CHECK(add(sum.sums, part.sums));
        }
    }
    return sum;
}

std::optional<std::int64_t> value_of(const Plan& plan, const Group& group,
                                     snapshots::MetricIndex index) {
    const auto sum = [&](snapshots::MetricIndex of) {
        const auto found = std::ranges::find(plan.sums, of);
        return group.sums.at(static_cast<std::size_t>(found - plan.sums.begin()));
    };
    const auto& asked = snapshots::metric(index);
    if (!asked.has_formula) {
        const auto value = sum(index);
        return value == no_value ? std::nullopt : std::optional{value};
    }
    const auto above = sum(asked.formula.numerator);
    const auto below = sum(asked.formula.denominator);
    if (above == no_value || below == no_value) {
        return std::nullopt;
    }
    return snapshots::evaluate(asked, above, below);
}

} // namespace bayme::reports
