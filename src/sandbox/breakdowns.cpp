// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/breakdowns.hpp"

#include "sandbox/data_files.hpp"
#include "sandbox/dice.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <numeric>

namespace bayme::sandbox {

namespace {

constexpr std::uint64_t abroad = 80; ///< per mille of an account's figures that are not at home

using Weights = std::vector<std::uint64_t>;

/// Each ad has its own leaning: half to one and a half times the usual share.
Weights leaning(const Weights& weights, std::uint64_t start) {
    Weights own;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        own.push_back(weights[i] * (500 + roll({start, i}) % 1001) / 1000 + 1);
    }
    return own;
}

bool is_outcome(std::size_t counter) {
    using enum Counter;
    constexpr std::array outcomes{conversion,
                                  real_time_conversion,
                                  result,
                                  real_time_result,
                                  initiate_checkout,
                                  complete_payment,
                                  total_complete_payment_rate,
                                  total_purchase,
                                  total_purchase_value,
                                  app_install,
                                  registration,
                                  form};
    return std::ranges::any_of(
        outcomes, [&](Counter one) { return static_cast<std::size_t>(one) == counter; });
}

} // namespace

Result<Breakdowns> Breakdowns::load() {
    BAYME_TRY(const auto file, data_file("breakdowns.json"));
    Breakdowns breakdowns;
    for (const auto& row : file.as_array()) {
        Breakdown breakdown;
        breakdown.name = row.at("name").as_string();
        breakdown.latency = row.at("latency_hours").to_number<Seconds>() * hour_length;
        breakdown.unsteady = row.as_object().contains("unsteady");
        for (const auto& value : row.at("values").as_array()) {
            breakdown.values.emplace_back(std::string{value.at(0).as_string()},
                                          value.at(1).to_number<std::uint64_t>());
        }
        breakdowns.rows_.push_back(std::move(breakdown));
    }
    return breakdowns;
}

const Breakdown* Breakdowns::find(std::string_view name) const {
    const auto found = std::ranges::find(rows_, name, &Breakdown::name);
    return found == rows_.end() ? nullptr : &*found;
}

std::vector<std::pair<std::string, std::uint64_t>> values_of(const Breakdown& breakdown,
                                                             const Account& account) {
    if (breakdown.name != "country_code") {
        return breakdown.values;
    }
    const std::string neighbour = account.country == "US" ? "CA" : "US";
    return {{account.country, 1000 - abroad}, {neighbour, abroad}};
}

std::vector<AdCounts> split(const AdCounts& counts, std::uint64_t ad, const Weights& weights) {
    const auto watchers = leaning(weights, mix(ad));
    const auto buyers = leaning(watchers, mix(ad + 1));
    std::vector<AdCounts> parts(weights.size());
    for (std::size_t counter = 0; counter < counter_count; ++counter) {
        const auto& own = is_outcome(counter) ? buyers : watchers;
        const auto whole = std::accumulate(own.begin(), own.end(), std::uint64_t{0});
        // Running sums, rounded down: the differences add up to the whole.
        std::uint64_t before = 0;
        std::uint64_t given = 0;
        for (std::size_t i = 0; i < own.size(); ++i) {
            before += own[i];
            const auto until = counts.values[counter] * before / whole;
            parts[i].values[counter] = until - given;
            given = until;
        }
    }
    return parts;
}

} // namespace bayme::sandbox
