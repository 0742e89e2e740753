// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "sandbox/running.hpp"
#include "sandbox/truth.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

namespace bayme::sandbox {

namespace {

constexpr std::int64_t longest_span = 120;

struct Question {
    const Account* account = nullptr;
    Level level = Level::campaign;
    std::uint32_t object = 0;
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::optional<Minor> budget;
    bool on = false;
};

std::expected<Question, std::string> read_question(const World& world, const Parameters& asked) {
    Question question;
    question.account = world.find_account(asked.text("advertiser_id"));
    const auto level = parse_level(asked.text("level"));
    const auto first = read_day(asked.text("from"));
    const auto last = read_day(asked.text("to"));
    if (question.account == nullptr || !level || *level == Level::advertiser) {
        return std::unexpected{"advertiser_id and level (campaign, adgroup, ad) are needed"};
    }
    const auto object = world.find(*question.account, *level, asked.text("id"));
    if (!object) {
        return std::unexpected{"id: the account has no such object"};
    }
    if (!first || !last || *last < *first || *last - *first >= longest_span) {
        return std::unexpected{"from and to are needed, at most 120 days"};
    }
    question.level = *level;
    question.object = *object;
    question.first = *first;
    question.last = *last;
    const auto operation = asked.text("operation_status");
    if (asked.has("budget") == (operation == "ENABLE" || operation == "DISABLE")) {
        return std::unexpected{"either budget or operation_status (ENABLE, DISABLE) is needed"};
    }
    question.on = operation == "ENABLE";
    if (asked.has("budget")) {
        question.budget = read_minor(asked.text("budget"), question.account->digits);
        const auto& node = world.node(*level, *object);
        if (!question.budget || node.budget_mode == BudgetMode::infinite) {
            return std::unexpected{"budget: no amount, or the object has no budget of its own"};
        }
    }
    return question;
}

/// Another history for one object, taken back when this ends.
class Supposed {
public:
    Supposed(World& world, const Question& question)
        : node_(world.node(question.level, question.object)), switches_(node_.switches),
          budgets_(node_.budgets) {
        const auto from = question.account->start_of(question.first);
        if (question.budget) {
            std::erase_if(node_.budgets, [&](const auto& change) { return change.at >= from; });
            node_.budgets.push_back({from, *question.budget});
            return;
        }
        std::erase_if(node_.switches, [&](const auto& change) { return change.at >= from; });
        if (question.level != Level::ad) {
            node_.switches.push_back({from, question.on});
            return;
        }
        // An ad runs when its review is over and went well.
        const auto& ad = world.ads[question.object];
        node_.switches.push_back(
            {question.on ? std::max(from, ad.approved) : from, question.on && !ad.denied});
    }
    ~Supposed() {
        node_.switches = std::move(switches_);
        node_.budgets = std::move(budgets_);
    }
    Supposed(const Supposed&) = delete;
    Supposed& operator=(const Supposed&) = delete;

private:
    Node& node_;
    std::vector<Switch> switches_;
    std::vector<BudgetChange> budgets_;
};

/// Of one way the days could go.
struct Course {
    std::vector<Expected> object; ///< by day
    std::vector<Expected> campaign;
};

bool belongs(const World& world, std::uint32_t ad, const Question& question) {
    return question.level == Level::campaign
               ? world.adgroups[world.ads[ad].parent].parent == question.object
           : question.level == Level::adgroup ? world.ads[ad].parent == question.object
                                              : ad == question.object;
}

Course course_of(Platform& platform, const Question& question) {
    const auto& world = platform.world;
    // Of its own: what the platform keeps is of the world as it is.
    const Pacing pacing{world, platform.delivery.traffic()};
    Forecast forecast{world, platform.delivery.traffic(), pacing};
    std::set<std::uint32_t> units;
    for (const auto adgroup : world.campaign_of(question.level, question.object).children) {
        units.insert(world.adgroups[adgroup].unit);
    }
    Course course;
    for (auto day = question.first; day <= question.last; ++day) {
        Expected object;
        Expected campaign;
        for (const auto unit : units) {
            const auto expected = forecast.day(unit, day);
            for (std::size_t i = 0; i < expected.size(); ++i) {
                campaign.add(expected[i]);
                if (belongs(world, world.units[unit].ads[i], question)) {
                    object.add(expected[i]);
                }
            }
        }
        course.object.push_back(object);
        course.campaign.push_back(campaign);
    }
    return course;
}

Expected sum_of(const std::vector<Expected>& days) {
    Expected sum;
    for (const auto& day : days) {
        sum.add(day);
    }
    return sum;
}

std::string thousandths(std::int64_t value) {
    return fmt::format("{}.{:03}", value / 1000, value % 1000);
}

void write_expected(JsonWriter& out, std::string_view name, const Expected& expected, int digits) {
    out.key(name).begin_object();
    out.key("spend").number(minor_text((expected.spend + 500) / 1000, digits));
    out.member("impressions", expected.impressions);
    out.key("clicks").number(thousandths(expected.clicks));
    out.key("results").number(thousandths(expected.results));
    out.key("conversions").number(thousandths(expected.conversions));
    out.key("value").number(minor_text((expected.value + 500) / 1000, digits));
    out.end_object();
}

} // namespace

Told tell_what_if(Platform& platform, const Parameters& asked) {
    const auto question = read_question(platform.world, asked);
    if (!question) {
        return std::unexpected{question.error()};
    }
    const auto as_is = course_of(platform, *question);
    const auto supposed = [&] {
        const Supposed supposition{platform.world, *question};
        return course_of(platform, *question);
    }();
    const auto digits = question->account->digits;
    JsonWriter out;
    out.begin_object().member("currency", question->account->currency);
    write_expected(out, "as_is", sum_of(as_is.object), digits);
    write_expected(out, "what_if", sum_of(supposed.object), digits);
    out.key("campaign").begin_object();
    write_expected(out, "as_is", sum_of(as_is.campaign), digits);
    write_expected(out, "what_if", sum_of(supposed.campaign), digits);
    out.end_object().key("days").begin_array();
    for (std::size_t i = 0; i < as_is.object.size(); ++i) {
        out.begin_object().member("day", day_text(question->first + static_cast<std::int64_t>(i)));
        write_expected(out, "as_is", as_is.object[i], digits);
        write_expected(out, "what_if", supposed.object[i], digits);
        out.end_object();
    }
    return out.end_array().end_object().take();
}

} // namespace bayme::sandbox
