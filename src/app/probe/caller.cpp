// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/probe/caller.hpp"

#include "base/json_text.hpp"
#include "tiktok/calls/requests.hpp"

#include <charconv>

namespace bayme::app::probe {
namespace {

using tiktok::decoding::JsonNode;
using tiktok::decoding::JsonTree;

Heard send(const Caller& caller, const tiktok::calls::CallRequest& request,
           const SecretText& token) {
    Heard heard;
    const auto facts = caller.ports().client.send(caller.context(), token, request,
                                                  [&](const JsonNode& data) -> Result<void> {
                                                      heard.data = data.raw;
                                                      return {};
                                                  });
    if (facts) {
        heard.code = facts->code;
    } else {
        heard.code = code_of(facts.error());
        heard.message = facts.error().message;
    }
    return heard;
}

} // namespace

std::optional<std::int64_t> code_of(const Error& error) {
    constexpr std::string_view prefix = "tiktok.";
    if (error.reason == "tiktok.not_available") {
        return 40118;
    }
    const bool no_answer =
        error.code == ErrorCode::rate_limited || error.code == ErrorCode::unavailable;
    if (!error.reason.starts_with(prefix) || no_answer) {
        return std::nullopt;
    }
    std::int64_t code = 0;
    const auto* const first = error.reason.data() + prefix.size();
    const auto [end, wrong] =
        std::from_chars(first, error.reason.data() + error.reason.size(), code);
    // From 50000 on the platform speaks of itself, not of what was asked.
    const bool answers = wrong == std::errc{} && end != first && code < 50'000;
    return answers ? std::optional{code} : std::nullopt;
}

std::string Heard::word() const {
    if (!code) {
        return "no clear answer";
    }
    return code == 0 ? "done" : fmt::to_string(*code);
}

std::string Heard::text(std::string_view name) const {
    const auto tree = JsonTree::parse(data);
    const auto* const node = tree ? tree->root().find(name) : nullptr;
    return node == nullptr ? std::string{} : node->text;
}

std::vector<std::string> Heard::texts_of_list(std::string_view name) const {
    std::vector<std::string> texts;
    const auto tree = JsonTree::parse(data);
    const auto* const list = tree ? tree->root().find("list") : nullptr;
    if (list != nullptr) {
        for (const auto& object : list->children) {
            const auto* const member = object.find(name);
            texts.push_back(member == nullptr ? std::string{} : member->text);
        }
    }
    return texts;
}

std::string Heard::first(std::string_view name) const {
    const auto tree = JsonTree::parse(data);
    const auto* const list = tree ? tree->root().find(name) : nullptr;
    return list == nullptr || list->children.empty() ? std::string{} : list->children[0].text;
}

tiktok::CallContext Caller::context() const {
    return {.priority = tiktok::Priority::person,
            .actor = "local_operator",
            .job = "",
            .advertiser = advertiser_,
            // A minute's penalty and more: the test host allows 30 calls a minute.
            .patience = std::chrono::minutes{15}};
}

Heard Caller::post(std::string_view endpoint, std::string_view body,
                   std::optional<std::chrono::milliseconds> within) const {
    tiktok::calls::CallRequest request;
    request.endpoint = &tiktok::endpoint(endpoint);
    const auto members = body.substr(1);
    request.body = fmt::format(R"({{"advertiser_id":{}{}{})", json_string(advertiser_.text()),
                               members.starts_with('}') ? "" : ",", members);
    if (within) {
        request.limits.total = *within;
    }
    return send(*this, request, ports_.token);
}

Heard Caller::get(std::string_view endpoint, std::vector<http::QueryParameter> query) const {
    return get(endpoint, std::move(query), ports_.token);
}

Heard Caller::get(std::string_view endpoint, std::vector<http::QueryParameter> query,
                  const SecretText& token) const {
    tiktok::calls::CallRequest request;
    request.endpoint = &tiktok::endpoint(endpoint);
    request.query = std::move(query);
    if (endpoint != "user.info") {
        request.query.insert(request.query.begin(), {"advertiser_id", advertiser_.text()});
    }
    return send(*this, request, token);
}

} // namespace bayme::app::probe
