// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/probe/answers.hpp"
#include "http/recipient_url.hpp"

namespace bayme::app::probe {
namespace {

using Answers = std::map<std::string, Answered, std::less<>>;

void ask_by_writing(const Caller& caller, const Wanted& wanted, Answers& answers) {
    Workshop workshop{caller, "bayme probe " + make_id(caller.ports().random).substr(0, 8)};
    if (const auto refused = workshop.open()) {
        for (const auto* const id :
             {"names", "ad_disabled", "ad_batch", "partial", "unknown", "late"}) {
            answers[id] = unsettled(*refused);
        }
    } else {
        // The quick ones first: an ad group takes twenty ads.
        answers["ad_disabled"] = ask_ad_disabled(workshop);
        answers["ad_batch"] = ask_ad_batch(workshop);
        answers["partial"] = ask_partial(workshop);
        answers["unknown"] = ask_unknown(workshop);
        answers["names"] = ask_names(workshop);
        answers["late"] = ask_late(workshop, wanted.samples);
    }
    caller.tell("deleting what was made");
    const auto gone = workshop.tidy_up();
    answers["late"].seen.push_back(fmt::format("{} campaigns of the probe deleted", gone));
}

std::string why_not_asked(const Question& question) {
    switch (question.needs) {
    case Needs::auth_code:
        return "needs a second authorisation by a person: pass its code with --auth-code";
    case Needs::write:
        return "makes objects: pass --write, with the api_url and the account of TikTok's test "
               "host";
    case Needs::run:
    case Needs::hand:
        break;
    }
    return question.by_hand;
}

} // namespace

bool may_write(std::string_view api_url) {
    const auto url =
        http::parse_recipient_url(fmt::format("{}{}", api_url, api_url.ends_with('/') ? "" : "/"));
    return url && ((url->https && url->authority == "sandbox-ads.tiktok.com") ||
                   http::is_loopback_host(url->host));
}

std::vector<Finding> ask_all(const Ports& ports, const Wanted& wanted) {
    const Caller caller{ports, wanted.advertiser};
    Answers answers;
    caller.tell("reading");
    answers["listing"] = ask_listing(caller);
    answers["state"] = ask_state(ports, wanted.callbacks);
    if (wanted.write) {
        ask_by_writing(caller, wanted, answers);
    }
    if (wanted.auth_code) {
        caller.tell("asking for a second token");
        auto second = ask_second_token(caller, *wanted.auth_code);
        answers["reconnect"] = std::move(second.reconnect);
        answers["revoked"] = std::move(second.revoked);
    }
    std::vector<Finding> findings;
    for (auto& question : questions(wanted.samples)) {
        const auto found = answers.find(question.id);
        auto answer =
            found == answers.end() ? unsettled(why_not_asked(question)) : std::move(found->second);
        findings.push_back({.id = std::move(question.id),
                            .text = std::move(question.text),
                            .settled = answer.settled,
                            .answer = std::move(answer.answer),
                            .seen = std::move(answer.seen),
                            .facts = std::move(answer.facts)});
    }
    return findings;
}

} // namespace bayme::app::probe
