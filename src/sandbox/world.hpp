// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"
#include "sandbox/civil.hpp"
#include "sandbox/decimal.hpp"
#include "sandbox/sandbox.hpp"
#include "sandbox/world_description.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace bayme::sandbox {

enum class Level { advertiser, campaign, adgroup, ad };
std::string_view level_word(Level level);
std::optional<Level> parse_level(std::string_view word);

/// From this moment on, delivery is on or off.
struct Switch {
    Seconds at = 0;
    bool on = false;
};
/// From this moment on, the budget is this.
struct BudgetChange {
    Seconds at = 0;
    Minor amount = 0;
};

/// From this moment on, the half hours of a week in which an ad group delivers: 336 letters 0 or 1
/// from Monday 00:00 of the account's time on; empty: all of them.
struct WeekPlan {
    Seconds at = 0;
    std::string halves;
};

enum class BudgetMode { infinite, total, day, dynamic_day };
std::string_view budget_mode_word(BudgetMode mode);

/// What sells: one row of world.json's objectives.
struct Objective {
    std::string name;
    std::string goal;
    std::string billing;
    std::string promotion;
};

struct Account {
    std::string id;
    std::string name;
    std::string currency;
    int digits = 2;
    std::int64_t ratio = 1; ///< of the currency's smallest budgets [CONTRACT 4.12]
    Seconds offset = 0;     ///< local = UTC + offset; days have 24 hours all year
    std::string timezone;
    std::string display_timezone;
    std::string country;
    std::string language;
    Seconds created = 0;
    std::optional<Seconds> suspended;
    std::vector<std::uint32_t> campaigns; ///< indices, newest id first; adgroups and ads too
    std::vector<std::uint32_t> adgroups;
    std::vector<std::uint32_t> ads;
    std::vector<std::uint32_t> units; ///< in the order they were made

    [[nodiscard]] std::int64_t local_day(Seconds moment) const { return day_of(moment + offset); }
    [[nodiscard]] Seconds start_of(std::int64_t day) const { return day * day_length - offset; }
};

/// What campaigns, ad groups and ads have in common. `switches` and `budgets` only grow: delivery
/// before an edit never changes.
struct Node {
    std::uint64_t id = 0;
    std::uint32_t account = 0;
    std::uint32_t parent = 0; ///< index of the campaign or ad group above
    std::uint32_t unit = 0;   ///< who shares its budget
    std::string name;
    Seconds created = 0;
    Seconds modified = 0;
    bool enabled = true;
    bool deleted = false;
    std::vector<Switch> switches;
    std::vector<BudgetChange> budgets; ///< empty: no budget of its own
    std::string given; ///< JSON object: members that were sent and mean nothing to delivery
    BudgetMode budget_mode = BudgetMode::infinite;
    std::vector<std::uint32_t> children;

    [[nodiscard]] std::string id_text() const { return std::to_string(id); }
    [[nodiscard]] Minor budget_at(Seconds moment) const;
};

struct Campaign : Node {
    std::uint32_t objective = 0;
    bool shares_budget = false; ///< campaign budget optimisation
    bool smart_plus = false;    ///< made by the upgraded Smart+ family
};
/// MANUAL or UPGRADED_SMART_PLUS.
std::string_view automation_type(const Campaign& campaign);

struct Adgroup : Node {
    Seconds starts = 0;
    Seconds ends = 0;
    bool scheduled = false;          ///< SCHEDULE_START_END
    Seconds window = 7 * day_length; ///< conversions later than this are not attributed
    std::vector<WeekPlan> plans;     ///< only grows; none: always
    std::vector<Seconds> learning;   ///< when it began to learn anew; only grows
};

/// The rates of one ad: parts per million of the step before, money in minor units.
struct Ad : Node {
    bool denied = false;     ///< what the latest review finds; such an ad does not deliver
    bool changed = false;    ///< the review is not its first
    Seconds approved = 0;    ///< when that review ends, whatever it finds
    std::string review_note; ///< why it was refused
    Minor daily_demand = 0;
    Minor cost_per_mille = 0;
    std::int64_t click_rate = 0;
    std::int64_t conversion_rate = 0;
    std::int64_t hook_rate = 0;
    Minor order_value = 0;
    std::optional<Seconds> refreshed;    ///< when its creative was last new after its making
    std::optional<std::uint32_t> bundle; ///< the Smart+ ad that it is a creative of
};

/// An ad of a Smart+ campaign: creatives that the platform combines [CONTRACT 4.13].
struct Bundle {
    std::uint64_t id = 0;
    std::uint32_t account = 0;
    std::uint32_t adgroup = 0;
    std::string name;
    std::vector<std::uint32_t> creatives; ///< never empty, oldest first
};

/// Ads that draw on one budget: an ad group's, or a whole campaign's under budget optimisation.
struct Unit {
    Level level = Level::adgroup;
    std::uint32_t owner = 0;
    std::uint32_t account = 0;
    std::vector<std::uint32_t> adgroups;
    std::vector<std::uint32_t> ads;
};

/// The simulated world: accounts and their objects, made once from a seed and edited later.
/// Not safe from several threads; the sandbox holds a lock.
struct World {
    WorldDescription description;
    std::uint64_t seed = 0;
    Seconds born = 0; ///< 1 January two calendar years before the clock's year
    std::vector<Objective> objectives;
    std::vector<Account> accounts;
    std::vector<Campaign> campaigns;
    std::vector<Adgroup> adgroups;
    std::vector<Ad> ads;
    std::vector<Bundle> bundles;
    std::vector<Unit> units;
    std::uint64_t births = 0; ///< objects made after the world was
    /// Whether a unit has spent what it may spend today; who knows the delivery fills it in.
    std::function<bool(std::uint32_t unit, Seconds now)> spent_up;
    std::vector<std::string> ad_texts;
    std::vector<std::string> calls_to_action;
    std::unordered_map<std::string, std::uint32_t> account_index;
    std::unordered_map<std::uint64_t, std::pair<Level, std::uint32_t>> node_index;

    [[nodiscard]] Node& node(Level level, std::uint32_t index);
    [[nodiscard]] const Node& node(Level level, std::uint32_t index) const;
    [[nodiscard]] const Account* find_account(std::string_view id) const;
    /// Nothing unless the account has an object of this level with this id.
    [[nodiscard]] std::optional<std::uint32_t> find(const Account& account, Level level,
                                                    std::string_view id) const;
    [[nodiscard]] const std::vector<std::uint32_t>& members(const Account& account,
                                                            Level level) const;
    [[nodiscard]] const Campaign& campaign_of(Level level, std::uint32_t index) const;

    /// The id under which classic and Smart+ ads can be told apart: a creative's is its bundle's.
    [[nodiscard]] std::uint64_t ad_id_v2(const Ad& ad) const;
    // What an ad shows: as it was sent, or made up for those the world began with.
    [[nodiscard]] std::string ad_text(const Ad& ad) const;
    [[nodiscard]] std::string call_to_action(const Ad& ad) const;
    [[nodiscard]] std::string landing_page(const Ad& ad) const;

    // New objects: each gets the next id of the moment it says it was created, its place in the
    // account's list and under its parent, and a share of the budget it draws on.
    std::uint32_t add(Campaign campaign);
    std::uint32_t add(Adgroup adgroup);
    std::uint32_t add(Ad ad);

private:
    std::uint64_t next_id(Seconds created);
};

/// The same description, seed, scale and year give the same world. @return internal for broken
/// embedded data.
Result<World> make_world(WorldDescription description, std::uint64_t seed, Scale scale,
                         Seconds now);

} // namespace bayme::sandbox
