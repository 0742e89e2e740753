// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/probe/probe.hpp"

namespace bayme::app::probe {
namespace {

constexpr const char* campaign_body =
    R"({"advertiser_id":"<account>","campaign_name":"bayme probe <id> …","objective_type":"TRAFFIC",)"
    R"("budget_mode":"BUDGET_MODE_INFINITE","operation_status":"DISABLE"[,"request_id":"<number>"]})";
constexpr const char* adgroup_body =
    R"({"advertiser_id":"<account>","campaign_id":"<probe's>","adgroup_name":"bayme probe <id> …",)"
    R"("operation_status":"DISABLE",…[,"request_id":"<number>"]})";
constexpr const char* ad_body =
    R"({"advertiser_id":"<account>","adgroup_id":"<probe's>","creatives":[{"ad_name":"bayme probe <id> …",)"
    R"("operation_status":"DISABLE",<the creative of an ad that is there>}]})";

std::vector<Question> reading_questions() {
    return {
        {.id = "listing",
         .text = "In which order are objects listed, and what is a page beyond the last?",
         .needs = Needs::run,
         .steps = {{"GET /campaign/get/", "advertiser_id=<account>&page=1&page_size=100", 1,
                    "whether ids descend"},
                   {"GET /adgroup/get/, /ad/get/", "the same", 2, "the same of ad groups and ads"},
                   {"GET /campaign/get/", "advertiser_id=<account>&page=1000&page_size=100", 1,
                    "an empty list or a return code"}}},
        {.id = "state",
         .text = "Does the consent page give `state` back byte for byte, and how long may it be?",
         .needs = Needs::run,
         .steps = {},
         .by_hand =
             "open each link in a browser where you are signed in to TikTok, agree, and pass "
             "the address you land on with --callback"},
    };
}

std::vector<Question> token_questions() {
    return {
        {.id = "reconnect",
         .text = "Does authorising again give the same token, a second one, or replace the first?",
         .needs = Needs::auth_code,
         .steps = {{"POST /oauth2/access_token/",
                    R"({"app_id":"<app>","secret":"<secret>","auth_code":"<code>"})", 1,
                    "another token or the same"},
                   {"GET /user/info/", "with the token that was there before", 1,
                    "whether it still works; if not, connect again"}}},
        {.id = "revoked",
         .text = "What do the endpoints answer to a revoked token, and what a second revocation?",
         .needs = Needs::auth_code,
         .steps = {{"POST /oauth2/revoke_token/",
                    R"({"app_id":"<app>","secret":"<secret>","access_token":"<the second one>"})",
                    2, "whether revoking twice is an error"},
                   {"GET /user/info/, /oauth2/advertiser/get/, /campaign/get/, /ad/get/, "
                    "/report/integrated/get/",
                    "with the revoked token", 5, "the return code of each family"},
                   {"GET /user/info/", "with the token that was there before", 1,
                    "whether it died with the other"}}},
    };
}

std::vector<Question> writing_questions(int samples) {
    return {
        {.id = "names",
         .text = "Is a second object of the same name refused, and what does request_id change?",
         .needs = Needs::write,
         .steps =
             {{"POST /campaign/create/", campaign_body, 19,
               "nine names twice: no, the same and another request_id, after 1 s, 15 s, 10 min"},
              {"POST /adgroup/create/", adgroup_body, 19, "the same of ad groups"},
              {"POST /ad/create/", ad_body, 6, "three names twice, after 1 s, 15 s, 10 min"},
              {"GET /campaign/get/, /adgroup/get/, /ad/get/", "what the probe made", 3,
               "what was really made"}}},
        {.id = "ad_disabled",
         .text = "Is operation_status=DISABLE honoured when an ad is created?",
         .needs = Needs::write,
         .steps = {{"GET /ad/get/", "the probe's first ad", 1, "its operation_status"}}},
        {.id = "ad_batch",
         .text = "Is a batch of ads with one at fault made in part?",
         .needs = Needs::write,
         .steps = {{"POST /ad/create/", "two creatives, one with a file that does not exist", 1,
                    "the return code"},
                   {"GET /ad/get/", "the ad group's", 1, "what was really made"}}},
        {.id = "partial",
         .text = "Which return code has a status update that left an ad group out?",
         .needs = Needs::write,
         .steps = {{"POST /adgroup/status/update/",
                    R"({"advertiser_id":"<account>","adgroup_ids":["<probe's>","1"],)"
                    R"("operation_status":"DISABLE","allow_partial_success":true})",
                    1, "0 or 20001"}}},
        {.id = "unknown",
         .text = "Which return code has an object that the account does not have?",
         .needs = Needs::write,
         .steps =
             {{"POST /campaign/update/",
               R"({"advertiser_id":"<account>","campaign_id":"1","campaign_name":"bayme probe"})",
               1, "40007 or 40002"}}},
        {.id = "late",
         .text = "How long after a create without an answer can the object still appear?",
         .needs = Needs::write,
         .steps = {{"POST /campaign/create/", "as above, every second one given up after 250 ms",
                    samples, "when each was sent"},
                   {"GET /campaign/get/", "by its name, after 0, 1, 3, 7, 15, 30, 60, 120, 300 s",
                    samples, "when each appears"},
                   {"POST /campaign/status/update/", "DELETE for everything the probe made",
                    (samples + 29) / 20 + 1, "nothing: it tidies up"}}},
    };
}

std::vector<Question> questions_for_people() {
    return {
        {.id = "webhooks",
         .text = "Are the notifications of a subscription signed?",
         .needs = Needs::hand,
         .by_hand = "a subscription needs an address that TikTok reaches: look at the headers of a "
                    "first delivery for Tiktok-Signature"},
        {.id = "terms",
         .text = "What do the API terms say on storage, deletion, incidents and sub-processors?",
         .needs = Needs::hand,
         .by_hand = "they are a document: read them in the portal where you accept them"},
        {.id = "limiter",
         .text = "Are calls counted by calendar second, sliding second or bucket?",
         .needs = Needs::hand,
         .by_hand =
             "only calls beyond the limit tell, and they stop the whole app for minutes: the "
             "governor keeps to the narrowest"},
        {.id = "refresh",
         .text = "Does renewing a TikTok account's token replace its refresh token, and begin its "
                 "year anew?",
         .needs = Needs::hand,
         .by_hand = "asking would spend the only refresh token of a connected account: connect one "
                    "you can spare, renew it by the token call, and compare refresh_token and "
                    "its expiry in both answers"},
        {.id = "daily_fix",
         .text = "At which hour are yesterday's figures put right, 08:00 or 12:00 UTC?",
         .needs = Needs::hand,
         .by_hand =
             "the stored versions of a day that was synced every 15 minutes show it: compare "
             "`bayme report --as-of` around both"},
    };
}

void append(std::vector<Question>& all, std::vector<Question> more) {
    for (auto& one : more) {
        all.push_back(std::move(one));
    }
}

} // namespace

std::string_view to_string(Needs needs) {
    switch (needs) {
    case Needs::run:
        return "--run";
    case Needs::auth_code:
        return "--run --auth-code CODE";
    case Needs::write:
        return "--write, on TikTok's test host";
    case Needs::hand:
        break;
    }
    return "a person";
}

std::vector<Question> questions(int samples) {
    auto all = reading_questions();
    append(all, writing_questions(samples));
    // Last: the token may be another one afterwards.
    append(all, token_questions());
    append(all, questions_for_people());
    return all;
}

} // namespace bayme::app::probe
