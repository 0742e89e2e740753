// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/data_files.hpp"
#include "sandbox/dice.hpp"
#include "sandbox/world.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace bayme::sandbox {

namespace {

namespace json = boost::json;

/// The last object is made this long after the world's birth: two years of delivery lie behind it.
constexpr Seconds making_time = 700 * day_length;

struct ScaleSize {
    std::uint32_t accounts = 0;
    std::uint32_t ads_each = 0;
};
ScaleSize size_of(Scale scale) {
    switch (scale) {
    case Scale::tiny:
        return {2, 50};
    case Scale::small:
        return {5, 400};
    case Scale::medium:
        return {20, 2000};
    case Scale::large:
        return {50, 10'000};
    }
    return {};
}

std::vector<std::string> texts(const json::value& names, std::string_view kind) {
    std::vector<std::string> found;
    for (const auto& name : names.at(kind).as_array()) {
        found.emplace_back(name.as_string());
    }
    return found;
}

/// Makes one account after the other from a single stream of dice.
class Maker {
public:
    Maker(World& world, const json::value& names)
        : world_(world), dice_(roll({world.seed, 1})), campaign_names_(texts(names, "campaign")),
          adgroup_names_(texts(names, "adgroup")), ad_names_(texts(names, "ad")),
          hostile_names_(texts(names, "hostile")) {
        for (const auto& objective : world.objectives) {
            const auto& rows = world.description.objectives;
            const auto found =
                std::ranges::find(rows, objective.name, [](const auto& row) { return row.first; });
            weights_.push_back(found == rows.end() ? 0 : found->second);
            all_weights_ += weights_.back();
        }
    }

    void make_account(const json::object& row, std::int64_t ratio, int digits,
                      std::uint32_t ads_each);

private:
    void make_campaign(std::uint32_t account);
    void make_adgroup(std::uint32_t account, std::uint32_t campaign);
    void make_ad(std::uint32_t account, std::uint32_t adgroup, Minor demand);
    void make_units(std::uint32_t account);

    std::uint64_t new_id(Seconds created);
    std::int64_t within(Range range) { return dice_.between(range.low, range.high); }
    std::int64_t within(Steps steps) {
        return dice_.between(0, (steps.range.high - steps.range.low) / steps.step) * steps.step +
               steps.range.low;
    }
    std::string name_from(const std::vector<std::string>& words);
    /// Whether and when the object was paused or deleted, by percent.
    void end_life(Node& node, std::uint64_t paused, std::uint64_t deleted);
    void index(Level level, std::uint32_t position, const Node& node) {
        world_.node_index.emplace(node.id, std::pair{level, position});
    }
    [[nodiscard]] Minor unit_of(const Account& account) const {
        return account.ratio * (account.digits == 0 ? 1 : 100);
    }

    World& world_;
    Dice dice_;
    std::vector<std::uint64_t> weights_; ///< of the objectives
    std::uint64_t all_weights_ = 0;
    std::vector<std::string> campaign_names_;
    std::vector<std::string> adgroup_names_;
    std::vector<std::string> ad_names_;
    std::vector<std::string> hostile_names_;
};

/// Entity ids carry their creation second in the bits above the twentieth, as real ones do.
std::uint64_t Maker::new_id(Seconds created) {
    auto id = (static_cast<std::uint64_t>(created) << 20U) | dice_.below(1U << 20U);
    while (world_.node_index.contains(id)) {
        ++id;
    }
    return id;
}

std::string Maker::name_from(const std::vector<std::string>& words) {
    if (dice_.chance(6)) {
        return hostile_names_[dice_.below(hostile_names_.size())];
    }
    const auto& word = words[dice_.below(words.size())];
    return fmt::format("{} {:03}", word, dice_.below(1000));
}

void Maker::end_life(Node& node, std::uint64_t paused, std::uint64_t deleted) {
    const auto fate = dice_.below(100);
    const auto end = std::min(node.created + dice_.between(8 * day_length, 320 * day_length),
                              world_.born + making_time + 30 * day_length);
    if (fate >= paused + deleted) {
        return;
    }
    node.enabled = false;
    node.deleted = fate >= paused;
    node.switches.push_back({end, false});
    node.modified = end;
}

void Maker::make_account(const json::object& row, std::int64_t ratio, int digits,
                         std::uint32_t ads_each) {
    const auto position = static_cast<std::uint32_t>(world_.accounts.size());
    Account account;
    account.name = row.at("name").as_string();
    account.currency = row.at("currency").as_string();
    account.timezone = row.at("timezone").as_string();
    account.display_timezone = row.at("display_timezone").as_string();
    account.country = row.at("country").as_string();
    account.language = row.at("language").as_string();
    account.offset = row.at("offset_hours").to_number<Seconds>() * hour_length;
    account.ratio = ratio;
    account.digits = digits;
    account.created = world_.born - dice_.between(10 * day_length, 400 * day_length);
    account.id = fmt::format("{}", (static_cast<std::uint64_t>(account.created) << 32U) |
                                       dice_.below(1ULL << 32U));
    // From the third on, every seventh account was suspended by the platform.
    if (position % 7 == 3) {
        account.suspended = world_.born + making_time;
    }
    world_.account_index.emplace(account.id, position);
    world_.accounts.push_back(std::move(account));

    const auto campaigns = std::max<std::uint32_t>(6, ads_each / 20);
    const auto adgroups = std::max<std::uint32_t>(campaigns, ads_each / 4);
    for (std::uint32_t i = 0; i < campaigns; ++i) {
        make_campaign(position);
    }
    const auto own_campaigns = world_.accounts[position].campaigns;
    for (std::uint32_t i = 0; i < adgroups; ++i) {
        const auto pick = i < campaigns ? i : dice_.below(campaigns);
        make_adgroup(position, own_campaigns[pick]);
    }
    const auto own_adgroups = world_.accounts[position].adgroups;
    std::vector<std::uint32_t> wanted(adgroups, 1);
    for (auto left = ads_each - adgroups; left > 0;) {
        auto& count = wanted[dice_.below(adgroups)];
        if (count < 12) {
            ++count;
            --left;
        }
    }
    for (std::uint32_t i = 0; i < adgroups; ++i) {
        const auto& adgroup = world_.adgroups[own_adgroups[i]];
        const auto& campaign = world_.campaigns[adgroup.parent];
        const Minor budget =
            campaign.shares_budget
                ? campaign.budget_at(0) / static_cast<Minor>(campaign.children.size())
                : adgroup.budget_at(0);
        // Demand from well below to far above the budget, so that many groups run into it.
        const auto& ads = world_.description.ads;
        const Minor demand = budget * within(ads.demand) / 100 / wanted[i];
        for (std::uint32_t j = 0; j < wanted[i]; ++j) {
            make_ad(position, own_adgroups[i], demand * within(ads.spread) / 100);
        }
    }
    make_units(position);
}

void Maker::make_campaign(std::uint32_t account) {
    auto& owner = world_.accounts[account];
    Campaign campaign;
    campaign.account = account;
    campaign.created = world_.born + dice_.between(0, 500 * day_length);
    campaign.modified = campaign.created;
    campaign.id = new_id(campaign.created);
    campaign.name = name_from(campaign_names_);
    auto pick = dice_.below(all_weights_);
    while (pick >= weights_[campaign.objective]) {
        pick -= weights_[campaign.objective++];
    }
    const auto& budgets = world_.description.budgets;
    campaign.shares_budget = dice_.chance(budgets.shared);
    if (campaign.shares_budget) {
        campaign.budget_mode = dice_.chance(50) ? BudgetMode::day : BudgetMode::dynamic_day;
        campaign.budgets.push_back({0, within(budgets.campaign) * unit_of(owner)});
    }
    campaign.switches.push_back({campaign.created, true});
    end_life(campaign, 20, 10);
    owner.campaigns.push_back(static_cast<std::uint32_t>(world_.campaigns.size()));
    index(Level::campaign, owner.campaigns.back(), campaign);
    world_.campaigns.push_back(std::move(campaign));
}

void Maker::make_adgroup(std::uint32_t account, std::uint32_t parent) {
    auto& owner = world_.accounts[account];
    auto& campaign = world_.campaigns[parent];
    Adgroup adgroup;
    adgroup.account = account;
    adgroup.parent = parent;
    adgroup.created = campaign.created + dice_.between(60, 120 * day_length);
    adgroup.modified = adgroup.created;
    adgroup.id = new_id(adgroup.created);
    adgroup.name = name_from(adgroup_names_);
    adgroup.starts = adgroup.created + dice_.between(0, 12) * hour_length;
    adgroup.scheduled = dice_.chance(15);
    adgroup.ends = adgroup.starts +
                   (adgroup.scheduled ? dice_.between(30, 900) : std::int64_t{3650}) * day_length;
    if (!campaign.shares_budget) {
        const Minor daily = within(world_.description.budgets.adgroup) * unit_of(owner);
        adgroup.budget_mode = dice_.chance(60) ? BudgetMode::day : BudgetMode::dynamic_day;
        if (adgroup.scheduled && dice_.chance(60)) {
            adgroup.budget_mode = BudgetMode::total;
        }
        const auto days = (adgroup.ends - adgroup.starts) / day_length;
        adgroup.budgets.push_back(
            {0, adgroup.budget_mode == BudgetMode::total ? daily * days : daily});
    }
    adgroup.window = world_.description.window;
    if (world_.description.learning.at_start) {
        adgroup.learning.push_back(adgroup.starts);
    }
    adgroup.switches.push_back({adgroup.created, true});
    end_life(adgroup, 13, 7);
    const auto position = static_cast<std::uint32_t>(world_.adgroups.size());
    owner.adgroups.push_back(position);
    campaign.children.push_back(position);
    index(Level::adgroup, position, adgroup);
    world_.adgroups.push_back(std::move(adgroup));
}

void Maker::make_ad(std::uint32_t account, std::uint32_t parent, Minor demand) {
    auto& owner = world_.accounts[account];
    auto& adgroup = world_.adgroups[parent];
    Ad ad;
    ad.account = account;
    ad.parent = parent;
    ad.created = adgroup.created + dice_.between(60, 70 * day_length);
    ad.modified = ad.created;
    ad.id = new_id(ad.created);
    ad.name = name_from(ad_names_);
    const auto& [minutes, refused] = world_.description.review;
    ad.denied = dice_.chance(refused);
    ad.approved = ad.created + dice_.between(minutes.low * 60, minutes.high * 60);
    ad.daily_demand = demand;
    const auto& rates = world_.description.ads;
    ad.cost_per_mille = within(rates.price) * unit_of(owner) / 100;
    ad.click_rate = within(rates.clicks);
    ad.conversion_rate = within(rates.conversions);
    ad.hook_rate = within(rates.hook);
    ad.order_value = within(rates.order) * unit_of(owner) / 100;
    ad.switches.push_back({ad.approved, !ad.denied});
    end_life(ad, 12, 8);
    const auto position = static_cast<std::uint32_t>(world_.ads.size());
    owner.ads.push_back(position);
    adgroup.children.push_back(position);
    index(Level::ad, position, ad);
    world_.ads.push_back(std::move(ad));
}

void Maker::make_units(std::uint32_t account) {
    for (const auto campaign : world_.accounts[account].campaigns) {
        auto& owner = world_.campaigns[campaign];
        for (const auto adgroup : owner.children) {
            if (!owner.shares_budget || adgroup == owner.children.front()) {
                world_.accounts[account].units.push_back(
                    static_cast<std::uint32_t>(world_.units.size()));
                world_.units.push_back({owner.shares_budget ? Level::campaign : Level::adgroup,
                                        owner.shares_budget ? campaign : adgroup,
                                        account,
                                        {},
                                        {}});
            }
            const auto position = static_cast<std::uint32_t>(world_.units.size() - 1);
            auto& unit = world_.units.back();
            auto& group = world_.adgroups[adgroup];
            group.unit = position;
            unit.adgroups.push_back(adgroup);
            for (const auto ad : group.children) {
                world_.ads[ad].unit = position;
                unit.ads.push_back(ad);
            }
        }
    }
}

/// The accounts whose currency the world has.
std::vector<json::object> rows_of(const json::array& accounts,
                                  const std::vector<std::string>& currencies) {
    std::vector<json::object> rows;
    for (const auto& account : accounts) {
        const std::string_view currency = account.at("currency").as_string();
        if (currencies.empty() || std::ranges::find(currencies, currency) != currencies.end()) {
            rows.push_back(account.as_object());
        }
    }
    return rows;
}

template <typename Nodes>
void newest_first(std::vector<std::uint32_t>& indices, const Nodes& nodes) {
    std::ranges::sort(indices, std::greater{}, [&](std::uint32_t i) { return nodes[i].id; });
}

} // namespace

Result<World> make_world(WorldDescription description, std::uint64_t seed, Scale scale,
                         Seconds now) {
    BAYME_TRY(const auto facts, data_file("world.json"));
    BAYME_TRY(const auto names, data_file("names.json"));
    BAYME_TRY(const auto currencies, data_file("currencies.json"));
    World world;
    world.description = std::move(description);
    world.seed = seed;
    world.born = day_from_date(year_of(day_of(now)) - 2, 1, 1) * day_length;
    world.ad_texts = texts(names, "text");
    world.calls_to_action = texts(names, "call_to_action");
    for (const auto& row : facts.at("objectives").as_array()) {
        world.objectives.push_back({std::string{row.at("objective").as_string()},
                                    std::string{row.at("goal").as_string()},
                                    std::string{row.at("billing").as_string()},
                                    std::string{row.at("promotion").as_string()}});
    }
    const auto rows = rows_of(facts.at("accounts").as_array(), world.description.currencies);
    const auto size = size_of(scale);
    Maker maker{world, names};
    for (std::uint32_t i = 0; i < size.accounts; ++i) {
        auto row = rows.at(i % rows.size());
        if (const auto turn = i / rows.size(); turn > 0) {
            row["name"] =
                fmt::format("{} {}", std::string_view{row.at("name").as_string()}, turn + 1);
        }
        const auto& all = currencies.as_array();
        const auto* const currency = std::ranges::find_if(
            all, [&](const json::value& one) { return one.at("code") == row.at("currency"); });
        if (currency == all.end()) {
            return fail(ErrorCode::internal, "world.json names a currency without limits");
        }
        maker.make_account(row, currency->at("ratio").to_number<std::int64_t>(),
                           currency->at("digits").to_number<int>(), size.ads_each);
    }
    for (auto& account : world.accounts) {
        newest_first(account.campaigns, world.campaigns);
        newest_first(account.adgroups, world.adgroups);
        newest_first(account.ads, world.ads);
    }
    return world;
}

} // namespace bayme::sandbox
