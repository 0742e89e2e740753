// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/identities.hpp"

#include "tiktok/calls/families.hpp"
#include "tiktok/decoding/families.hpp"

namespace bayme::tiktok {
namespace calls {
namespace {

// CONTRACT 5.5; PARAMETERS, /identity/….
constexpr auto identity_filter_parameters = std::to_array<Parameter<IdentityFilter>>({
    text<&IdentityFilter::keyword>("keyword"),
});

constexpr auto identity_search_parameters = std::to_array<Parameter<IdentitySearch>>({
    text<&IdentitySearch::type>("identity_type"),
    text<&IdentitySearch::authorized_bc_id>("identity_authorized_bc_id"),
    object<&IdentitySearch::filtering, identity_filter_parameters>("filtering"),
    whole<&IdentitySearch::page, &PageRequest::page>("page").within(1, 0),
    whole<&IdentitySearch::page, &PageRequest::page_size>("page_size").within(1, 100),
});

constexpr auto identity_query_parameters = std::to_array<Parameter<IdentityQuery>>({
    text<&IdentityQuery::type>("identity_type").needed(),
    text<&IdentityQuery::id>("identity_id").needed(),
    text<&IdentityQuery::authorized_bc_id>("identity_authorized_bc_id"),
});

constexpr auto identity_draft_parameters = std::to_array<Parameter<IdentityDraft>>({
    text<&IdentityDraft::display_name>("display_name").needed().within(1, 100),
    text<&IdentityDraft::image_uri>("image_uri").needed(),
});

Result<void> check_search(const IdentitySearch& search) {
    if (search.type == "BC_AUTH_TT" && !search.authorized_bc_id) {
        return over_limit("identity_authorized_bc_id", "is missing for BC_AUTH_TT");
    }
    return {};
}

Result<void> check_query(const IdentityQuery& query) {
    if (query.type == "BC_AUTH_TT" && !query.authorized_bc_id) {
        return over_limit("identity_authorized_bc_id", "is missing for BC_AUTH_TT");
    }
    return {};
}

/// The identity stands in an object of its own.
constexpr decoding::AnswerReader<Identity> inner_identity() {
    return {[](const Endpoint&, const decoding::JsonNode& data) -> Result<Identity> {
                const auto* inner = data.find("identity_info");
                if (inner == nullptr) {
                    return fail(decoding::wrong_shape("data has no identity_info"));
                }
                return decoding::identity_fields().read(*inner, "identity_info");
            },
            [](const Endpoint&, const Identity& one, DecodedAnswer& answer) {
                decoding::identity_fields().show_to(one, "identity_info.", answer);
            }};
}

using decoding::object_answer;
using decoding::page_answer;

constexpr Declaration<IdentitySearch, Page<Identity>> all{
    "identity.get", identity_search_parameters, page_answer<decoding::identity_fields>(),
    Subject::account, &check_search};
constexpr Declaration<IdentityQuery, Identity> info{
    "identity.info", identity_query_parameters, inner_identity(), Subject::account, &check_query};
constexpr Declaration<IdentityDraft, IdentityRef> create{
    "identity.create", identity_draft_parameters, object_answer<decoding::identity_ref_fields>()};

} // namespace

std::vector<Declared> identity_declarations() {
    return {declared(all), declared(info), declared(create)};
}

} // namespace calls

Call<Page<Identity>> identities(Platform& platform, const CallContext& context,
                                const SecretText& token, const IdentitySearch& search) {
    return calls::run(platform, context, token, calls::all, search);
}

Call<Identity> identity(Platform& platform, const CallContext& context, const SecretText& token,
                        const IdentityQuery& query) {
    return calls::run(platform, context, token, calls::info, query);
}

Call<IdentityRef> create_identity(Platform& platform, const CallContext& context,
                                  const SecretText& token, const IdentityDraft& draft) {
    return calls::run(platform, context, token, calls::create, draft);
}

} // namespace bayme::tiktok
