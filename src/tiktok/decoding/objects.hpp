// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/ad_writes.hpp"
#include "tiktok/decoding/fields.hpp"
#include "tiktok/models.hpp"
#include "tiktok/reviews.hpp"

namespace bayme::tiktok::decoding {

// The tables, by family.
const FieldTable<AdvertiserName>& advertiser_name_fields();
const FieldTable<Advertiser>& advertiser_fields();
const FieldTable<UserInfo>& user_info_fields();
const FieldTable<Campaign>& campaign_fields();
const FieldTable<Adgroup>& adgroup_fields();
const FieldTable<Ad>& ad_fields();
const FieldTable<AdBatch>& ad_batch_fields();
const FieldTable<Reviews>& ad_reviews_fields();
const FieldTable<Reviews>& adgroup_reviews_fields();

// From the `data` of an answer. Errors: as FieldTable::read, with the element named.
Result<TokenGrant> read_grant(const JsonNode& data);
Result<RevokedToken> read_revoked(const JsonNode& data);
/// `key` is what the endpoint calls its ids: campaign_ids, adgroup_ids, ad_ids.
Result<StatusUpdate> read_status_update(const JsonNode& data, std::string_view key);
Result<PageInfo> read_page_info(const JsonNode& data);

/// The array `key` of `data`, each element read by the table.
template <typename Object>
Result<std::vector<Object>> read_list(const JsonNode& data, std::string_view key,
                                      const FieldTable<Object>& table) {
    const auto* list = data.find(key);
    if (list == nullptr || list->kind != JsonKind::array) {
        return fail(wrong_shape(fmt::format("data has no list {}", key)));
    }
    std::vector<Object> objects;
    objects.reserve(list->children.size());
    for (const auto& element : list->children) {
        BAYME_TRY(auto object, table.read(element, fmt::format("{}[{}]", key, objects.size())));
        objects.push_back(std::move(object));
    }
    return objects;
}

template <typename Object>
Result<Page<Object>> read_page(const JsonNode& data, std::string_view key,
                               const FieldTable<Object>& table) {
    Page<Object> page;
    BAYME_TRY(page.items, read_list(data, key, table));
    BAYME_TRY(page.info, read_page_info(data));
    for (const auto& member : data.children) {
        if (member.key != key && member.key != "page_info") {
            page.unmodelled.push_back({member.key, std::string{member.raw}});
        }
    }
    return page;
}

} // namespace bayme::tiktok::decoding
