// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/edits.hpp"

#include "sandbox/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace bayme::sandbox {

namespace {

constexpr Seconds lock_start = 23 * hour_length + Seconds{55} * 60;

void touch(Platform& platform, Level level, std::uint32_t index, Seconds now) {
    platform.world.node(level, index).modified = now;
    platform.kept_reports.clear();
}

/// Every unit in which the object or something below it delivers.
std::set<std::uint32_t> units_below(const World& world, Level level, std::uint32_t index) {
    if (level != Level::campaign) {
        return {world.node(level, index).unit};
    }
    std::set<std::uint32_t> units;
    for (const auto adgroup : world.campaigns[index].children) {
        units.insert(world.adgroups[adgroup].unit);
    }
    return units;
}

void forget_below(Platform& platform, Level level, std::uint32_t index, Seconds from) {
    for (const auto unit : units_below(platform.world, level, index)) {
        platform.delivery.forget(unit, from);
    }
}

std::string_view operation_of(const Node& node) {
    return node.deleted ? "DELETE" : node.enabled ? "ENABLE" : "DISABLE";
}

Effect effect_of(Level level, const Node& node, std::string member, std::string before,
                 std::string after) {
    return {std::string{level_word(level)}, node.id_text(), std::move(member), std::move(before),
            std::move(after)};
}

std::optional<std::string> budget_fault(Platform& platform, Level level, std::uint32_t index,
                                        Minor amount, Seconds now) {
    const auto& world = platform.world;
    const auto& node = world.node(level, index);
    const auto& account = world.accounts[node.account];
    const bool lifetime = node.budget_mode == BudgetMode::total;
    Minor used = 0;
    for (const auto unit : units_below(world, level, index)) {
        used += spent(platform, unit, now, lifetime);
    }
    if (amount * 100 < used * 105) {
        return fmt::format("budget: at least 105% of the {} {} spent.",
                           minor_text(used, account.digits), account.currency);
    }
    return std::nullopt;
}

/// A budget that is raised or cut by more than three tenths makes its ad groups learn anew.
bool jumps(Minor before, Minor after) {
    return before > 0 && (after * 10 > before * 13 || after * 10 < before * 7);
}

/// The ad groups that spend the object's budget.
void learn_anew(World& world, Level level, std::uint32_t index, Seconds from) {
    if (level == Level::adgroup) {
        world.adgroups[index].learning.push_back(from);
    } else if (world.campaigns[index].shares_budget) {
        for (const auto adgroup : world.campaigns[index].children) {
            world.adgroups[adgroup].learning.push_back(from);
        }
    }
}

} // namespace

Minor spent(Platform& platform, std::uint32_t unit, Seconds now, bool ever) {
    const auto& world = platform.world;
    const auto& account = world.accounts[world.units[unit].account];
    const auto today = account.local_day(now);
    Minor sum = 0;
    for (auto day = ever ? day_of(world.born) : today; day <= today; ++day) {
        for (const auto& ad : platform.delivery.day(unit, day, AsOf::at(now))) {
            sum += ad.counts[Counter::spend];
        }
    }
    return sum;
}

std::expected<Effect, Refusal> set_status(Platform& platform, Level level, std::uint32_t index,
                                          std::string_view operation, Seconds now) {
    if (auto refusal = deleted_refusal(platform, level, index)) {
        return Refused{*refusal};
    }
    auto& node = platform.world.node(level, index);
    auto effect = effect_of(level, node, "operation_status", std::string{operation_of(node)},
                            std::string{operation});
    const bool on = operation == "ENABLE";
    if (effect.before != effect.after) {
        node.enabled = on;
        node.deleted = operation == "DELETE";
        // An ad still in review starts when the review ends, not when it is enabled.
        auto from = now;
        if (level == Level::ad) {
            from = std::max(now, platform.world.ads[index].approved);
            std::erase_if(node.switches, [&](const Switch& change) { return change.at > now; });
        }
        const bool delivers = on && !(level == Level::ad && platform.world.ads[index].denied);
        node.switches.push_back({on ? from : now, delivers});
        forget_below(platform, level, index, now);
        touch(platform, level, index, now);
    }
    return effect;
}

std::optional<Refusal> budget_refusal(Platform& platform, Level level, std::uint32_t index,
                                      std::string_view text, Seconds now) {
    const auto& node = platform.world.node(level, index);
    const auto& account = platform.world.accounts[node.account];
    if (auto refusal = deleted_refusal(platform, level, index)) {
        return refusal;
    }
    if (node.budget_mode == BudgetMode::infinite) {
        return invalid(
            fmt::format("budget: the {} {} has no budget of its own.", level_word(level), node.id));
    }
    const auto local = now + account.offset;
    if (local - day_of(local) * day_length >= lock_start) {
        return invalid("budget: budgets cannot be changed from 23:55 to 00:00 of the account's "
                       "time.");
    }
    std::int64_t days = 1;
    if (node.budget_mode == BudgetMode::total && level == Level::adgroup) {
        const auto& adgroup = platform.world.adgroups[index];
        days = (adgroup.ends - adgroup.starts) / day_length;
    }
    if (auto wrong = amount_refusal(account, level, text, days)) {
        return wrong;
    }
    const auto amount = read_minor(text, account.digits);
    if (auto fault = budget_fault(platform, level, index, *amount, now)) {
        return invalid(std::move(*fault));
    }
    return std::nullopt;
}

std::expected<Effect, Refusal> set_budget(Platform& platform, Level level, std::uint32_t index,
                                          std::string_view text, Seconds now, Seconds from) {
    if (auto refusal = budget_refusal(platform, level, index, text, now)) {
        return Refused{*refusal};
    }
    auto& node = platform.world.node(level, index);
    const auto digits = platform.world.accounts[node.account].digits;
    const auto amount = *read_minor(text, digits);
    const auto before = node.budget_at(from);
    if (jumps(before, amount)) {
        learn_anew(platform.world, level, index, from);
    }
    // A later change that was only scheduled gives way to this one.
    std::erase_if(node.budgets, [&](const BudgetChange& change) { return change.at > now; });
    node.budgets.push_back({from, amount});
    forget_below(platform, level, index, now);
    touch(platform, level, index, now);
    return effect_of(level, node, from > now ? "scheduled_budget" : "budget",
                     minor_text(before, digits), minor_text(amount, digits));
}

std::optional<Refusal> deleted_refusal(const Platform& platform, Level level, std::uint32_t index) {
    const auto& node = platform.world.node(level, index);
    return node.deleted
               ? std::optional{invalid(fmt::format("The {} {} was deleted and cannot be changed.",
                                                   level_word(level), node.id))}
               : std::nullopt;
}

std::optional<Refusal> rename_refusal(const Platform& platform, Level level, std::uint32_t index,
                                      std::string_view name) {
    const auto& node = platform.world.node(level, index);
    if (auto refusal = deleted_refusal(platform, level, index)) {
        return refusal;
    }
    if (auto wrong = name == node.name ? std::nullopt : name_refusal("name", name)) {
        return wrong;
    }
    if (level == Level::campaign && platform.readings.is("campaign_name_twice", "refused")) {
        const auto& siblings = platform.world.accounts[node.account].campaigns;
        const bool taken = std::ranges::any_of(siblings, [&](std::uint32_t other) {
            const auto& campaign = platform.world.campaigns[other];
            return other != index && !campaign.deleted && campaign.name == name;
        });
        if (taken) {
            return invalid("Campaign name already exists. Please try another one.");
        }
    }
    return std::nullopt;
}

std::expected<Effect, Refusal> rename(Platform& platform, Level level, std::uint32_t index,
                                      std::string_view name, Seconds now) {
    if (auto refusal = rename_refusal(platform, level, index, name)) {
        return Refused{*refusal};
    }
    auto& node = platform.world.node(level, index);
    auto effect = effect_of(level, node, std::string{level_word(level)} + "_name", node.name,
                            std::string{name});
    node.name = name;
    touch(platform, level, index, now);
    return effect;
}

} // namespace bayme::sandbox
