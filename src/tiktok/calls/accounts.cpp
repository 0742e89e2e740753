// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/calls/families.hpp"

namespace bayme::tiktok::calls {
namespace {

using decoding::JsonNode;

template <typename Ids>
void show_ids(std::string_view path, const Ids& ids, DecodedAnswer& answer) {
    Texts texts;
    for (const auto& id : ids) {
        texts.push_back(id.text());
    }
    if (auto shown = decoding::show(texts)) {
        answer.fields.push_back({std::string{path}, *std::move(shown)});
    }
}

Result<void> show_grant(const JsonNode& data, DecodedAnswer& answer) {
    BAYME_TRY(const auto grant, decoding::read_grant(data));
    answer.fields.push_back({"access_token", "(there is one; it is not shown)"});
    show_ids("advertiser_ids", grant.advertiser_ids, answer);
    if (auto scopes = decoding::show(grant.scopes)) {
        answer.fields.push_back({"scope", *std::move(scopes)});
    }
    decoding::show_unmodelled(grant.unmodelled, answer);
    return {};
}

Result<void> show_revoked(const JsonNode& data, DecodedAnswer& answer) {
    BAYME_TRY(const auto revoked, decoding::read_revoked(data));
    show_ids("advertiser_ids", revoked.advertiser_ids, answer);
    decoding::show_unmodelled(revoked.unmodelled, answer);
    return {};
}

template <auto table>
Result<void> show_list(const JsonNode& data, DecodedAnswer& answer) {
    BAYME_TRY(const auto items, decoding::read_list(data, "list", table()));
    for (std::size_t i = 0; i < items.size(); ++i) {
        table().show_to(items[i], fmt::format("list[{}].", i), answer);
    }
    return {};
}

Result<void> show_user(const JsonNode& data, DecodedAnswer& answer) {
    BAYME_TRY(const auto user, decoding::user_info_fields().read(data, "data"));
    decoding::user_info_fields().show_to(user, "", answer);
    return {};
}

} // namespace

// These calls carry secrets and are assembled by the client itself.
std::vector<Declared> account_declarations() {
    using enum ParameterType;
    return {
        {.endpoint = "oauth2.access_token",
         .parameters = {{"app_id", text, true},
                        {"secret", text, true},
                        {"auth_code", text, true},
                        {"return_advertiser_ids", flag}},
         .show = show_grant},
        {.endpoint = "oauth2.advertiser.get",
         .parameters = {{"app_id", text, true}, {"secret", text, true}},
         .show = show_list<decoding::advertiser_name_fields>},
        {.endpoint = "oauth2.revoke_token",
         .parameters = {{"app_id", text, true},
                        {"secret", text, true},
                        {"access_token", text, true}},
         .show = show_revoked},
        {.endpoint = "user.info", .parameters = {}, .show = show_user},
        {.endpoint = "advertiser.info",
         .parameters = {{"advertiser_ids", texts, true}},
         .show = show_list<decoding::advertiser_fields>},
    };
}

} // namespace bayme::tiktok::calls
