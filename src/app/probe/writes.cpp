// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/probe/answers.hpp"
#include "base/json_text.hpp"

#include <algorithm>
#include <array>

namespace bayme::app::probe {
namespace {

constexpr std::string_view no_creative = "the account has no ad whose creative could be used again";

/// What one create whose answer may have been lost came to.
struct Late {
    bool answered = false;
    /// From when it was sent; nothing: it never appeared.
    std::optional<std::chrono::milliseconds> seen_after = {};
};

/// As TRUST 3.3 waits before it calls a create lost, and further.
constexpr std::array<int, 9> looks_after{0, 1, 3, 7, 15, 30, 60, 120, 300};
/// What the program waits.
constexpr std::chrono::seconds quiet_time{120};
/// One day of the test host's quota less what the other questions take: TRUST 7 asks for 1,000.
constexpr int enough_samples = 900;

bool is_there(const Workshop& workshop, const std::string& name) {
    const auto heard = workshop.caller().get(
        "campaign.get", {{"filtering", fmt::format(R"({{"campaign_name":{}}})", json_string(name))},
                         {"page", "1"},
                         {"page_size", "100"}});
    const auto names = heard.texts_of_list("campaign_name");
    return std::ranges::find(names, name) != names.end();
}

Late make_late(Workshop& workshop, int number) {
    constexpr std::chrono::milliseconds given_up_after{250};
    const auto& caller = workshop.caller();
    const auto name = fmt::format("{} late {}", workshop.prefix(), number);
    const auto sent = caller.now();
    const bool cut = number % 2 == 1;
    const auto heard =
        workshop.create_campaign(name, "", cut ? std::optional{given_up_after} : std::nullopt);
    Late late{.answered = heard.code.has_value()};
    if (heard.code && !heard.ok()) {
        return late;
    }
    for (const int after : looks_after) {
        const auto due = sent + std::chrono::seconds{after};
        if (due > caller.now()) {
            caller.wait(due - caller.now());
        }
        if (is_there(workshop, name)) {
            late.seen_after = caller.now() - sent;
            break;
        }
    }
    return late;
}

std::string shown(std::chrono::milliseconds duration) {
    return fmt::format("{:.1f} s", std::chrono::duration<double>(duration).count());
}

} // namespace

Answered ask_ad_disabled(const Workshop& workshop) {
    if (!workshop.has_creative()) {
        return unsettled(std::string{no_creative});
    }
    const auto name = workshop.prefix() + " disabled";
    const auto made = workshop.create_ads({name});
    if (!made.ok()) {
        return unsettled(fmt::format("ad/create answers {}: {}", made.word(), made.message));
    }
    const auto listed = workshop.listed("ad");
    const auto names = listed.texts_of_list("ad_name");
    const auto statuses = listed.texts_of_list("operation_status");
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) {
        return unsettled("the ad is not listed");
    }
    const auto& status = statuses[static_cast<std::size_t>(found - names.begin())];
    const bool honoured = status == "DISABLE";
    return {.settled = !status.empty(),
            .answer = honoured ? "honoured: the ad is created disabled"
                               : fmt::format("not honoured: the ad is {}", status),
            .seen = {"operation_status of the new ad: " + status},
            .facts = {{"ad_disabled", honoured ? "honoured" : "ignored"}}};
}

Answered ask_ad_batch(const Workshop& workshop) {
    if (!workshop.has_creative()) {
        return unsettled(std::string{no_creative});
    }
    const auto good = workshop.prefix() + " batch, good";
    const auto bad = workshop.prefix() + " batch, at fault";
    const auto answered = workshop.create_ads({good, bad}, 1);
    const auto names = workshop.names("ad");
    const bool good_is = std::ranges::find(names, good) != names.end();
    const bool bad_is = std::ranges::find(names, bad) != names.end();
    Answered answer{.settled = answered.code.has_value() && !bad_is, .answer = {}};
    answer.seen = {fmt::format("ad/create answers {}: {}", answered.word(), answered.message),
                   fmt::format("the good one {}, the one at fault {}",
                               good_is ? "is there" : "is not there",
                               bad_is ? "is there" : "is not there")};
    if (!answer.settled) {
        answer.answer = bad_is ? "a creative with a file that does not exist was taken"
                               : "the batch had no clear answer";
        return answer;
    }
    answer.facts = {{"ad_create", good_is ? "partial" : "whole"}, {"batch_code", answered.word()}};
    answer.answer = good_is ? fmt::format("in part, answered {}", answered.word())
                            : fmt::format("none is made, answered {}", answered.word());
    return answer;
}

Answered ask_partial(const Workshop& workshop) {
    const auto heard = workshop.caller().post(
        "adgroup.status.update",
        fmt::format(R"({{"adgroup_ids":[{},"1"],"operation_status":"DISABLE",)"
                    R"("allow_partial_success":true}})",
                    json_string(workshop.adgroup())));
    if (!heard.ok()) {
        return unsettled(fmt::format("the call was refused as a whole with {}: {}", heard.word(),
                                     heard.message));
    }
    return {.settled = true,
            .answer = fmt::format("return code {}", *heard.code),
            .facts = {{"partial_code", fmt::to_string(*heard.code)}}};
}

Answered ask_unknown(const Workshop& workshop) {
    const auto heard = workshop.caller().post(
        "campaign.update", R"({"campaign_id":"1","campaign_name":"bayme probe"})");
    if (!heard.code || heard.ok()) {
        return unsettled(heard.code ? "the change of nobody's campaign was taken"
                                    : "no clear answer: " + heard.message);
    }
    return {.settled = true,
            .answer = fmt::format("return code {}", *heard.code),
            .seen = {heard.message},
            .facts = {{"unknown_object", fmt::to_string(*heard.code)}}};
}

Answered ask_late(Workshop& workshop, int samples) {
    workshop.caller().tell(fmt::format("measuring {} creates", samples));
    std::chrono::milliseconds slowest{0};
    int lost_answers = 0;
    int appeared = 0;
    int never = 0;
    for (int number = 0; number < samples; ++number) {
        const auto late = make_late(workshop, number);
        lost_answers += late.answered ? 0 : 1;
        appeared += late.seen_after ? 1 : 0;
        never += late.seen_after || late.answered ? 0 : 1;
        slowest = std::max(slowest, late.seen_after.value_or(slowest));
    }
    Answered answer;
    answer.seen = {
        fmt::format("{} creates, {} without an answer; {} appeared, the slowest {} after "
                    "it was sent; {} without an answer never appeared within 300 s",
                    samples, lost_answers, appeared, shown(slowest), never)};
    answer.facts = {{"late_slowest_ms", fmt::to_string(slowest.count())},
                    {"late_within_quiet_time", slowest <= quiet_time ? "yes" : "no"}};
    const auto figure = fmt::format("the slowest of {} appeared after {}: a quiet time of {} s {}",
                                    appeared, shown(slowest), quiet_time.count(),
                                    slowest <= quiet_time ? "is enough" : "is too short");
    answer.settled = appeared >= enough_samples || slowest > quiet_time;
    answer.answer = answer.settled ? figure
                                   : fmt::format("{}, but {} creates are few: --samples {} takes "
                                                 "the day's quota",
                                                 figure, appeared, enough_samples);
    return answer;
}

} // namespace bayme::app::probe
