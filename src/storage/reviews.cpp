// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/reviews.hpp"

namespace bayme::storage {
namespace {

constexpr const char* upsert_review =
    "INSERT INTO mirror_reviews (advertiser_id, level, id, status, appeal_status, rejections, "
    "read_at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (advertiser_id, level, id) "
    "DO UPDATE SET status = excluded.status, appeal_status = excluded.appeal_status, "
    "rejections = excluded.rejections, read_at = excluded.read_at";
constexpr const char* select_review =
    "SELECT status, appeal_status, rejections, read_at FROM mirror_reviews "
    "WHERE advertiser_id = $1 AND level = $2 AND id = $3";
constexpr const char* select_read =
    "SELECT id FROM mirror_reviews WHERE advertiser_id = $1 AND level = $2 AND read_at >= $3";

class SqlReviewStore final : public ReviewStore {
public:
    Result<void> put(Transaction& tx, const ObjectReview& review) override {
        BAYME_CHECK(tx.run(upsert_review,
                           {review.advertiser_id.text(), std::string{to_string(review.level)},
                            review.id, review.status, review.appeal_status, review.rejections,
                            value(review.read_at)}));
        return {};
    }

    Result<std::optional<ObjectReview>> find(Transaction& tx, const AdvertiserId& advertiser,
                                             ObjectLevel level, const std::string& id) override {
        BAYME_TRY(const auto row,
                  tx.find(select_review, {advertiser.text(), std::string{to_string(level)}, id}));
        if (!row) {
            return std::nullopt;
        }
        return ObjectReview{.advertiser_id = advertiser,
                            .level = level,
                            .id = id,
                            .status = row->text(0),
                            .appeal_status = row->text(1),
                            .rejections = row->text(2),
                            .read_at = row->instant(3)};
    }

    Result<std::vector<std::string>> read_since(Transaction& tx, const AdvertiserId& advertiser,
                                                ObjectLevel level, Instant since) override {
        BAYME_TRY(const auto rows,
                  tx.query(select_read,
                           {advertiser.text(), std::string{to_string(level)}, value(since)}));
        std::vector<std::string> ids;
        for (const auto& row : rows) {
            ids.push_back(row.text(0));
        }
        return ids;
    }
};

} // namespace

std::unique_ptr<ReviewStore> make_sql_review_store() {
    return std::make_unique<SqlReviewStore>();
}

} // namespace bayme::storage
