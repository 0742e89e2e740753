// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/probe/answers.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace bayme::app::probe {
namespace {

constexpr std::string_view state_start = "bayme-probe.";
constexpr std::array<std::size_t, 4> state_lengths{64, 256, 1024, 2048};

/// Ids are decimal texts of any length.
bool descends(const std::vector<std::string>& ids) {
    return std::ranges::is_sorted(ids, [](const auto& left, const auto& right) {
        return left.size() == right.size() ? left > right : left.size() > right.size();
    });
}

std::optional<std::string> state_of(const std::string& address) {
    const auto mark = address.find('?');
    const auto query = mark == std::string::npos ? address : address.substr(mark + 1);
    const auto members = http::parse_query(query.substr(0, query.find('#')));
    if (members) {
        for (const auto& [name, value] : *members) {
            if (name == "state") {
                return value;
            }
        }
    }
    return std::nullopt;
}

/// How long the state was when it left; 0 for one that no link of ours carried.
std::size_t sent_length(std::string_view state) {
    std::size_t length = 0;
    if (state.starts_with(state_start)) {
        std::from_chars(state.data() + state_start.size(), state.data() + state.size(), length);
    }
    return std::ranges::find(state_lengths, length) == state_lengths.end() ? 0 : length;
}

Answered show_links(const Ports& ports) {
    auto answer = unsettled("open these links in a browser, agree, and pass each address you land "
                            "on with --callback; the code in it is good for --auth-code");
    for (const auto length : state_lengths) {
        answer.seen.push_back(ports.authorize_link(probe_state(length)));
    }
    return answer;
}

} // namespace

Answered unsettled(std::string why) {
    return {.settled = false, .answer = std::move(why)};
}

std::string probe_state(std::size_t length) {
    constexpr std::string_view letters = "AZaz09-._~+/= !*()'";
    auto state = fmt::format("{}{}.", state_start, length);
    for (std::size_t i = 0; state.size() < length; ++i) {
        state.push_back(letters[i % letters.size()]);
    }
    return state;
}

Answered ask_state(const Ports& ports, const std::vector<std::string>& callbacks) {
    if (callbacks.empty()) {
        return show_links(ports);
    }
    Answered answer;
    std::size_t longest = 0;
    std::size_t broken = 0;
    for (const auto& callback : callbacks) {
        const auto state = state_of(callback);
        const auto length = state ? sent_length(*state) : 0;
        if (length == 0) {
            answer.seen.emplace_back("an address without a state of the probe");
        } else if (*state == probe_state(length)) {
            answer.seen.push_back(fmt::format("{} characters came back as they left", length));
            longest = std::max(longest, length);
        } else {
            answer.seen.push_back(
                fmt::format("{} characters came back as {} others", length, state->size()));
            broken = broken == 0 ? length : std::min(broken, length);
        }
    }
    if (longest == 0 && broken == 0) {
        return {.settled = false,
                .answer = "none of the addresses carries a state of the probe",
                .seen = std::move(answer.seen)};
    }
    answer.settled = true;
    answer.facts = {{"state_exact", broken == 0 ? "yes" : "no"},
                    {"state_longest", fmt::to_string(longest)}};
    answer.answer = broken == 0
                        ? fmt::format("byte for byte, at least up to {} characters", longest)
                        : fmt::format("changed at {} characters; exact up to {}", broken, longest);
    return answer;
}

Answered ask_listing(const Caller& caller) {
    Answered answer{.settled = true, .answer = {}};
    bool all_descend = true;
    bool compared = false;
    for (const std::string level : {"campaign", "adgroup", "ad"}) {
        const auto heard = caller.get(level + ".get", {{"page", "1"}, {"page_size", "100"}});
        if (!heard.ok()) {
            return unsettled(
                fmt::format("{}/get answers {}: {}", level, heard.word(), heard.message));
        }
        const auto ids = heard.texts_of_list(level + "_id");
        compared = compared || ids.size() > 1;
        all_descend = all_descend && descends(ids);
        answer.seen.push_back(fmt::format("{}/get: {} ids, {}", level, ids.size(),
                                          descends(ids) ? "descending" : "in another order"));
    }
    const auto beyond = caller.get("campaign.get", {{"page", "1000"}, {"page_size", "100"}});
    const bool empty = beyond.ok() && beyond.texts_of_list("campaign_id").empty();
    answer.seen.push_back(fmt::format("page 1000: {}", empty ? "an empty list" : beyond.word()));
    if (!compared || !beyond.code) {
        answer.settled = false;
        answer.answer = compared ? "the page beyond the last had no clear answer"
                                 : "the account has too few objects to see an order";
        return answer;
    }
    answer.facts = {{"order", all_descend ? "descending" : "other"},
                    {"page_beyond", empty ? "empty" : beyond.word()}};
    answer.answer = fmt::format("ids {}; a page beyond the last is {}",
                                all_descend ? "descend" : "do not descend",
                                empty ? "an empty list" : "answered " + beyond.word());
    return answer;
}

} // namespace bayme::app::probe
