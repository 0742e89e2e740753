// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/operations/campaigns.hpp"

namespace bayme::api {

/// One change of one field, newest first. Seen between two looks of ours; `changed_at`, `author`
/// (masked by TikTok) and `tool` as far as TikTok's change log says.
struct HistoryLineView {
    std::string field;
    std::string before;
    std::string after;
    Instant seen_at;
    std::optional<Instant> earlier_seen_at;
    std::optional<Instant> changed_at;
    /// known; not_known: the log names nobody, or several; computed: TikTok derives the field.
    std::string authorship;
    std::string author;
    std::string tool;
    std::string app_id;
    /// Between two looks: only the change log tells of it.
    bool only_logged = false;
};
BOOST_DESCRIBE_STRUCT(HistoryLineView, (),
                      (field, before, after, seen_at, earlier_seen_at, changed_at, authorship,
                       author, tool, app_id, only_logged))

/// Why TikTok refused a part of it.
struct RejectionView {
    std::string suggestion;
    std::vector<std::string> reasons;
    std::vector<std::string> forbidden_placements;
    std::vector<std::string> forbidden_ages;
    std::vector<std::string> forbidden_locations;
};
BOOST_DESCRIBE_STRUCT(RejectionView, (),
                      (suggestion, reasons, forbidden_placements, forbidden_ages,
                       forbidden_locations))

struct ReviewView {
    std::string status;
    std::string appeal_status;
    std::vector<RejectionView> rejections;
    Instant read_at;
};
BOOST_DESCRIBE_STRUCT(ReviewView, (), (status, appeal_status, rejections, read_at))

struct MemberView {
    std::string name;
    std::string value;
    /// False for what the program keeps without knowing what it means.
    bool modelled = false;
};
BOOST_DESCRIBE_STRUCT(MemberView, (), (name, value, modelled))

struct ObjectHistory {
    ObjectView object;
    /// Absent when TikTok never spoke of a review, or it was not read yet.
    std::optional<ReviewView> review;
    std::vector<MemberView> members;
    std::vector<HistoryLineView> changes;
    /// Authors are known up to here; absent while no change log was read.
    std::optional<Instant> log_read_until;
};
BOOST_DESCRIBE_STRUCT(ObjectHistory, (), (object, review, members, changes, log_read_until))

struct ShowHistory {
    AdvertiserId advertiser_id;
    std::string level = "campaign";
    std::string object_id;
};
BOOST_DESCRIBE_STRUCT(ShowHistory, (), (advertiser_id, level, object_id))
constexpr auto rules(const ShowHistory*) {
    return std::array{
        with_default(one_of("level", "campaign", "adgroup", "ad", "video", "image", "identity")),
        length("object_id", 1, 256)};
}

} // namespace bayme::api
