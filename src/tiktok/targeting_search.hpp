// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "tiktok/client.hpp"

namespace bayme::tiktok {

/// Whether a place or provider can be chosen now.
struct TagStatus {
    OptionalText status, reason;
    std::vector<Unmodelled> unmodelled;
};

/// What a targeting tag is, for places.
struct GeoTag {
    OptionalText id, type, parent_id, region_code, description;
    std::vector<Unmodelled> unmodelled;
};

/// A place, zip code or provider found by its name.
struct TargetingTag {
    OptionalText name, keyword, type;
    std::optional<TagStatus> status;
    std::optional<GeoTag> geo;
    RawJson isp;
    std::vector<Unmodelled> unmodelled;
};

/// Those found, and the places they lie in.
struct TargetingTags {
    std::vector<TargetingTag> tags, parents;
    std::vector<Unmodelled> unmodelled;
};

/// How many people, between two numbers.
struct SizeRange {
    std::optional<std::int64_t> lower_end, upper_end;
    std::vector<Unmodelled> unmodelled;
};

/// How many people a targeting reaches [CONTRACT 7.1].
struct AudienceSize {
    std::optional<SizeRange> users;
    std::optional<std::int64_t> stage; ///< 1 too narrow to 3 fairly broad
    Texts purchase_intention_keyword_ids;
    std::vector<Unmodelled> unmodelled;
};

/// Places and providers by name.
struct TagSearch {
    Texts keywords = {};
    Texts placements = {};
    std::string objective_type = {};
    std::string search_type = {};
    Texts geo_types = {};
    Texts region_codes = {};
    OptionalText promotion_type = {};
    OptionalText operating_system = {};
    OptionalText brand_safety_type = {};
    OptionalText brand_safety_partner = {};
};

/// Places and providers by id.
struct TagQuery {
    Texts ids = {};
    OptionalText scene = {};
    Texts placements = {};
    OptionalText objective_type = {};
    OptionalText promotion_type = {};
    OptionalText operating_system = {};
    OptionalText brand_safety_type = {};
    OptionalText brand_safety_partner = {};
};

/// A targeting to be estimated: what an ad group would be set to.
struct AudienceDraft {
    std::string objective_type = {};
    std::string optimization_goal = {};
    OptionalText placement_type = {};
    Texts placements = {};
    OptionalText promotion_type = {};
    OptionalText app_id = {};
    OptionalText pixel_id = {};
    OptionalText product_source = {};
    OptionalText catalog_id = {};
    OptionalText catalog_authorized_bc_id = {};
    OptionalText product_set_id = {};
    AdgroupTargeting targeting = {};
};

Call<TargetingTags> search_targeting(Platform& platform, const CallContext& context,
                                     const SecretText& token, const TagSearch& search);
Call<TargetingTags> targeting_tags(Platform& platform, const CallContext& context,
                                   const SecretText& token, const TagQuery& query);
Call<AudienceSize> estimate_audience(Platform& platform, const CallContext& context,
                                     const SecretText& token, const AudienceDraft& draft);

} // namespace bayme::tiktok
