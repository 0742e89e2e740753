// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "storage/mirror.hpp"

namespace bayme::storage {

/// How the platform's review of an ad group or ad ended, in its words. `rejections` is a JSON list
/// of {suggestion, reasons, forbidden_placements, forbidden_ages, forbidden_locations, content}.
struct ObjectReview {
    AdvertiserId advertiser_id = {};
    ObjectLevel level = ObjectLevel::ad;
    std::string id = {};
    std::string status = {};
    std::string appeal_status = {};
    std::string rejections = {};
    Instant read_at = {};

    bool operator==(const ObjectReview&) const = default;
};

/// The last review read of each object.
class ReviewStore {
public:
    virtual ~ReviewStore() = default;
    virtual Result<void> put(Transaction& tx, const ObjectReview& review) = 0;
    virtual Result<std::optional<ObjectReview>> find(Transaction& tx,
                                                     const AdvertiserId& advertiser,
                                                     ObjectLevel level, const std::string& id) = 0;
    /// The objects of the level whose review was read at `since` or later.
    virtual Result<std::vector<std::string>> read_since(Transaction& tx,
                                                        const AdvertiserId& advertiser,
                                                        ObjectLevel level, Instant since) = 0;
};

std::unique_ptr<ReviewStore> make_sql_review_store();

} // namespace bayme::storage
