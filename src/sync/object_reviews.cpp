// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/object_reviews.hpp"

#include "base/json_text.hpp"
#include "tiktok/reviews.hpp"

#include <algorithm>
#include <set>

namespace bayme::sync {
namespace {

using storage::ObjectLevel;

constexpr std::chrono::hours read_again_after{6};
constexpr std::size_t ids_at_once = 20; // CONTRACT 4.10

std::string rejections_json(const std::vector<tiktok::Rejection>& rejections) {
    JsonWriter writer;
    writer.begin_array();
    for (const auto& one : rejections) {
        writer.begin_object().member("suggestion", one.suggestion.value_or(""));
        writer.key("reasons").raw(json_array(one.reasons));
        writer.key("forbidden_placements").raw(json_array(one.forbidden_placements));
        writer.key("forbidden_ages").raw(json_array(one.forbidden_ages));
        writer.key("forbidden_locations").raw(json_array(one.forbidden_locations));
        if (!one.content_info.text.empty()) {
            writer.key("content").raw(one.content_info.text);
        }
        writer.end_object();
    }
    return writer.end_array().take();
}

} // namespace

bool speaks_of_review(std::string_view status) {
    return status.contains("AUDIT") ? !status.contains("ADVERTISER_AUDIT")
                                    : status.contains("REVIEW") || status.contains("SHADOW");
}

Result<tiktok::Texts> ObjectReviews::due(storage::Transaction& tx, const AdvertiserId& advertiser,
                                         ObjectLevel level) {
    BAYME_TRY(const auto objects, mirror_.list(tx, advertiser, level, "", false));
    BAYME_TRY(const auto fresh,
              reviews_.read_since(tx, advertiser, level, clock_.now() - read_again_after));
    const std::set<std::string> read{fresh.begin(), fresh.end()};
    tiktok::Texts ids;
    for (const auto& object : objects) {
        const bool changed =
            object.modified_at && clock_.now() - *object.modified_at < std::chrono::hours{1};
        if (speaks_of_review(object.secondary_status) && (changed || !read.contains(object.id))) {
            ids.push_back(object.id);
        }
    }
    return ids;
}

Result<std::int64_t> ObjectReviews::sync(const tiktok::CallContext& context,
                                         const AdvertiserId& advertiser) {
    std::int64_t count = 0;
    for (const auto level : {ObjectLevel::adgroup, ObjectLevel::ad}) {
        SecretText token;
        tiktok::Texts ids;
        {
            BAYME_TRY(const auto tx, database_.begin_read());
            BAYME_TRY(token, tokens_.open_for(*tx, advertiser));
            BAYME_TRY(ids, due(*tx, advertiser, level));
        }
        for (std::size_t first = 0; first < ids.size(); first += ids_at_once) {
            const auto last = std::min(first + ids_at_once, ids.size());
            std::vector<AdgroupId> adgroups;
            std::vector<AdId> ads;
            for (auto i = first; i < last; ++i) {
                adgroups.emplace_back(ids[i]);
                ads.emplace_back(ids[i]);
            }
            BAYME_TRY(const auto answer, level == ObjectLevel::ad
                                             ? ad_reviews(client_, context, token, ads)
                                             : adgroup_reviews(client_, context, token, adgroups));
            const auto& found = level == ObjectLevel::ad ? answer.value.ads : answer.value.adgroups;
            BAYME_TRY(const auto tx, database_.begin_write());
            for (const auto& review : found) {
                BAYME_CHECK(reviews_.put(*tx, {.advertiser_id = advertiser,
                                               .level = level,
                                               .id = review.id,
                                               .status = review.status.value_or(""),
                                               .appeal_status = review.appeal_status.value_or(""),
                                               .rejections = rejections_json(review.rejections),
                                               .read_at = clock_.now()}));
                ++count;
            }
            BAYME_CHECK(tx->commit());
        }
    }
    return count;
}

} // namespace bayme::sync
