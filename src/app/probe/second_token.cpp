// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/probe/answers.hpp"

#include <array>
#include <set>

namespace bayme::app::probe {
namespace {

struct Family {
    std::string_view endpoint;
    std::vector<http::QueryParameter> query;
};

std::vector<Family> families() {
    return {{"user.info", {}},
            {"campaign.get", {}},
            {"ad.get", {}},
            {"report.integrated.get",
             {{"report_type", "BASIC"},
              {"data_level", "AUCTION_ADVERTISER"},
              {"dimensions", R"(["advertiser_id"])"},
              {"metrics", R"(["spend"])"},
              {"start_date", "2020-12-08"},
              {"end_date", "2020-12-19"}}}};
}

std::string word(const auto& answer) {
    if (answer) {
        return "done";
    }
    const auto code = code_of(answer.error());
    return code ? fmt::to_string(*code) : "no clear answer";
}

bool is_same(const SecretText& left, const SecretText& right) {
    return left.reveal([&](std::string_view one) {
        return right.reveal([&](std::string_view other) { return one == other; });
    });
}

Answered ask_revoked(const Caller& caller, const SecretText& second) {
    auto& client = caller.ports().client;
    const auto once = client.revoke(caller.context(), second);
    if (!once) {
        return unsettled("revoking failed: " + once.error().message);
    }
    Answered answer{.settled = true, .answer = {}};
    std::set<std::string> codes;
    const auto note = [&](std::string_view endpoint, const std::string& heard) {
        codes.insert(heard);
        answer.seen.push_back(fmt::format("{}: {}", endpoint, heard));
    };
    for (const auto& [endpoint, query] : families()) {
        note(endpoint, caller.get(endpoint, query, second).word());
    }
    note("oauth2.advertiser.get", word(client.advertisers(caller.context(), second)));
    const auto again = word(client.revoke(caller.context(), second));
    const auto first = word(client.user_info(caller.context(), caller.ports().token));
    answer.seen.push_back(fmt::format("revoked once more: {}", again));
    answer.seen.push_back(fmt::format("the token that was there before: {}", first));
    std::string all;
    for (const auto& code : codes) {
        all += (all.empty() ? "" : " or ") + code;
    }
    answer.settled = !codes.contains("no clear answer");
    answer.facts = {{"revoked_token", all}, {"revoked_twice", again}, {"first_after", first}};
    answer.answer =
        fmt::format("a revoked token is answered {}, a second revocation {}", all, again);
    return answer;
}

} // namespace

SecondToken ask_second_token(const Caller& caller, const SecretText& auth_code) {
    auto& client = caller.ports().client;
    const auto grant = client.exchange(caller.context(), auth_code);
    if (!grant) {
        const auto why = "the code could not be exchanged: " + grant.error().message;
        return {unsettled(why), unsettled(why)};
    }
    const auto& second = grant->value.access_token;
    if (is_same(second, caller.ports().token)) {
        return {{.settled = true,
                 .answer = "the same token comes again",
                 .facts = {{"second_token", "same"}, {"older_token", "stays"}}},
                unsettled("there is only one token: revoking it would end the connection")};
    }
    const auto older = word(client.user_info(caller.context(), caller.ports().token));
    Answered reconnect{.settled = true, .answer = {}};
    reconnect.seen = {"user.info with the older token: " + older};
    if (older == "no clear answer") {
        reconnect.settled = false;
        reconnect.answer = "a second token; whether the older one lives had no clear answer";
    } else {
        const bool lives = older == "done";
        reconnect.facts = {{"second_token", "another"}, {"older_token", lives ? "stays" : "dies"}};
        reconnect.answer =
            lives ? "a second token; the older one goes on working"
                  : fmt::format("a new token replaces the older one, which is answered {} now: "
                                "connect again",
                                older);
    }
    return {std::move(reconnect), ask_revoked(caller, second)};
}

} // namespace bayme::app::probe
