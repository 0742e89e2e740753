// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/identities.hpp"

#include "tiktok/calls/families.hpp"
#include "tiktok/calls/filters.hpp"
#include "tiktok/decoding/families.hpp"

namespace bayme::tiktok {
namespace calls {
namespace {

// CONTRACT 5.5; PARAMETERS, /identity/….
constexpr auto identity_filter_parameters = std::to_array<Parameter<IdentityFilter>>({
    text<&IdentityFilter::keyword>("keyword"),
});

constexpr auto identity_search_parameters =
    joined(std::to_array<Parameter<IdentitySearch>>({
               text<&IdentitySearch::type>("identity_type"),
               text<&IdentitySearch::authorized_bc_id>("identity_authorized_bc_id"),
               object<&IdentitySearch::filtering, identity_filter_parameters>("filtering"),
           }),
           pages<&IdentitySearch::page>);

constexpr auto identity_query_parameters = std::to_array<Parameter<IdentityQuery>>({
    text<&IdentityQuery::type>("identity_type").needed(),
    text<&IdentityQuery::id>("identity_id").needed(),
    text<&IdentityQuery::authorized_bc_id>("identity_authorized_bc_id"),
});

constexpr auto identity_draft_parameters = std::to_array<Parameter<IdentityDraft>>({
    text<&IdentityDraft::display_name>("display_name").needed().within(1, 100),
    text<&IdentityDraft::image_uri>("image_uri").needed(),
});

constexpr char identity_info[] = "identity_info";

using decoding::object_answer;
using decoding::page_answer;

constexpr Declaration<IdentitySearch, Page<Identity>> all{
    "identity.get", identity_search_parameters, page_answer<decoding::identity_fields>(),
    Subject::account, &check_identity_owner<IdentitySearch>};
constexpr Declaration<IdentityQuery, Identity> info{
    "identity.info", identity_query_parameters,
    decoding::member_answer<decoding::identity_fields, identity_info>(), Subject::account,
    &check_identity_owner<IdentityQuery>};
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
