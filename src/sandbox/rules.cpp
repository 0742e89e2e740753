// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/rules.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace bayme::sandbox {

namespace {

constexpr std::int64_t campaign_minimum = 50; ///< units of the currency times its ratio
constexpr std::int64_t adgroup_minimum = 20;
constexpr std::int64_t budget_bound = 10'000'000;

} // namespace

Refusal invalid(std::string message) {
    return {40002, std::move(message)};
}

Refused refused(std::string message) {
    return Refused{invalid(std::move(message))};
}

Refusal missing_fields(const std::vector<std::string>& names) {
    return invalid(fmt::format("Missing required field(s): {}.", fmt::join(names, ", ")));
}

Refusal unknown(const Platform& platform, Level level, std::string_view id) {
    return {platform.readings.number("unknown_object"),
            fmt::format("The {} {} does not exist.", level_word(level), id)};
}

std::optional<Refusal> smart_plus_refusal(const Campaign& campaign) {
    return campaign.smart_plus
               ? std::optional{invalid(fmt::format("The campaign {} is an Upgraded Smart+ Campaign "
                                                   "and not open to this endpoint.",
                                                   campaign.id))}
               : std::nullopt;
}

std::expected<std::pair<std::int64_t, std::int64_t>, Refusal> days_asked(const Parameters& asked,
                                                                         std::string_view time) {
    const auto first = *read_day(asked.text("start_date"));
    const auto last = *read_day(asked.text("end_date"));
    const auto most = time == "stat_time_hour" ? 1 : time == "stat_time_day" ? 30 : 365;
    if (last < first || last - first >= most) {
        return refused(fmt::format("end_date: not before start_date, at most {} days.", most));
    }
    return std::pair{first, last};
}

std::optional<Refusal> name_refusal(std::string_view member, std::string_view name) {
    // Emoji lie beyond the basic plane: four bytes that begin with F0 9F.
    if (name.contains("\xF0\x9F")) {
        return invalid(fmt::format("{}: emoji are not allowed.", member));
    }
    return std::nullopt;
}

std::optional<Refusal> amount_refusal(const Account& account, Level level, std::string_view text,
                                      std::int64_t days) {
    const auto amount = read_minor(text, account.digits);
    if (!amount) {
        return invalid(
            fmt::format("budget: {} has at most {} decimals.", account.currency, account.digits));
    }
    const Minor unit = account.ratio * (account.digits == 0 ? 1 : 100);
    const Minor least = (level == Level::campaign ? campaign_minimum : adgroup_minimum) * unit *
                        std::max<std::int64_t>(days, 1);
    if (*amount < least) {
        return invalid(fmt::format("budget: at least {} {} here.",
                                   minor_text(least, account.digits), account.currency));
    }
    if (*amount >= budget_bound * unit) {
        return invalid(fmt::format("budget: less than {} {} here.",
                                   minor_text(budget_bound * unit, account.digits),
                                   account.currency));
    }
    return std::nullopt;
}

std::string without(const Parameters& given, const std::vector<std::string_view>& members) {
    auto kept = given.members();
    for (const auto name : members) {
        kept.erase(name);
    }
    return boost::json::serialize(kept);
}

} // namespace bayme::sandbox
