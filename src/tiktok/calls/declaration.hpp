// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/calls/kinds.hpp"
#include "tiktok/decoding/answers.hpp"
#include "tiktok/withheld.hpp"

#include <functional>

namespace bayme::tiktok::calls {

/// Whether the account of the context is said first, as advertiser_id.
enum class Subject { account, none };

/// One endpoint as the program speaks it, beside its row in the endpoint table: what is said, and
/// how the answer is read.
template <typename Request, typename Value>
struct Declaration {
    std::string_view endpoint;
    Parameters<Request> parameters;
    decoding::AnswerReader<Value> answer;
    Subject subject = Subject::account;
    /// What no parameter tells alone; runs after the checks of each.
    Result<void> (*check)(const Request&) = nullptr;
};

template <typename Request>
concept Paged = requires(const Request& request) {
    { request.page } -> std::same_as<const PageRequest&>;
};

/// Nothing to say but the account.
struct NoRequest {};

/// The checked call, ready for Platform::send.
template <typename Request, typename Value>
Result<CallRequest> prepare(const Declaration<Request, Value>& declaration,
                            const AdvertiserId& advertiser, const Request& request) {
    const auto& endpoint = tiktok::endpoint(declaration.endpoint);
    if (declaration.subject == Subject::account) {
        BAYME_CHECK(check_advertiser(advertiser));
    }
    BAYME_CHECK(check_all(declaration.parameters, request, ""));
    if constexpr (Paged<Request>) {
        BAYME_CHECK(check_page(endpoint, request.page));
    }
    if (declaration.check != nullptr) {
        BAYME_CHECK(declaration.check(request));
    }
    CallRequest call{&endpoint, {}, {}};
    if (endpoint.method == http::Method::get) {
        if (declaration.subject == Subject::account) {
            call.query.push_back({"advertiser_id", advertiser.text()});
        }
        add_to_query(declaration.parameters, request, call.query);
        return call;
    }
    JsonWriter body;
    body.begin_object();
    if (declaration.subject == Subject::account) {
        body.member("advertiser_id", advertiser.text());
    }
    write_all(declaration.parameters, request, body);
    call.body = body.end_object().take();
    return call;
}

template <typename Request, typename Value>
Call<Value> run(Platform& platform, const CallContext& context, const SecretText& token,
                const Declaration<Request, Value>& declaration, const CallRequest& call) {
    std::optional<Value> value;
    BAYME_TRY(
        auto facts,
        platform.send(context, token, call, [&](const decoding::JsonNode& data) -> Result<void> {
            BAYME_TRY(auto read, declaration.answer.read(*call.endpoint, data));
            value = std::move(read);
            return {};
        }));
    return Answer<Value>{*std::move(value), std::move(facts)};
}

template <typename Request, typename Value>
Call<Value> run(Platform& platform, const CallContext& context, const SecretText& token,
                const Declaration<Request, Value>& declaration, const Request& request) {
    BAYME_TRY(const auto call, prepare(declaration, context.advertiser, request));
    return run(platform, context, token, declaration, call);
}

template <typename Request, typename Value>
AllowlistedCall<Value>
run_allowlisted(Platform& platform, const CallContext& context, const SecretText& token,
                const Declaration<Request, Value>& declaration, const CallRequest& call) {
    auto answer = run(platform, context, token, declaration, call);
    if (answer) {
        return Answer<std::optional<Value>>{std::move(answer->value), std::move(answer->facts)};
    }
    if (answer.error().reason != not_available) {
        return fail(std::move(answer).error());
    }
    CallFacts facts;
    facts.endpoint = declaration.endpoint;
    facts.request_id = answer.error().request_id;
    return Answer<std::optional<Value>>{std::nullopt, std::move(facts)};
}

template <typename Request, typename Value>
AllowlistedCall<Value>
run_allowlisted(Platform& platform, const CallContext& context, const SecretText& token,
                const Declaration<Request, Value>& declaration, const Request& request) {
    BAYME_TRY(const auto call, prepare(declaration, context.advertiser, request));
    return run_allowlisted(platform, context, token, declaration, call);
}

/// A declaration without its types, for `bayme decode` and for comparing parameters.
struct Declared {
    std::string_view endpoint;
    std::vector<ParameterFact> parameters;
    std::function<Result<void>(const decoding::JsonNode& data, DecodedAnswer& answer)> show;
};

template <typename Request, typename Value>
Declared declared(const Declaration<Request, Value>& declaration) {
    Declared made{.endpoint = declaration.endpoint, .parameters = {}, .show = {}};
    if (declaration.subject == Subject::account) {
        made.parameters.push_back({"advertiser_id", ParameterType::text, true});
    }
    describe_all(declaration.parameters, "", made.parameters);
    for (auto& parameter : made.parameters) {
        if (parameter.path == "page_size") {
            parameter.bounds = {1, tiktok::endpoint(declaration.endpoint).limits.page_size};
        }
    }
    made.show = [declaration](const decoding::JsonNode& data,
                              DecodedAnswer& answer) -> Result<void> {
        const auto& endpoint = tiktok::endpoint(declaration.endpoint);
        BAYME_TRY(const auto value, declaration.answer.read(endpoint, data));
        declaration.answer.show(endpoint, value, answer);
        return {};
    };
    return made;
}

/// All of them.
const std::vector<Declared>& declarations();
const Declared* find_declaration(std::string_view endpoint_name);

} // namespace bayme::tiktok::calls
