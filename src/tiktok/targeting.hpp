// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "tiktok/client.hpp"

namespace bayme::tiktok {

/// A place ads can be shown in; ids are those of `location_ids`.
struct Region {
    std::string id;
    OptionalText name;
    OptionalText parent_id; ///< "0" at the top
    OptionalText region_code, country_code;
    OptionalText level; ///< COUNTRY, PROVINCE, CITY, DISTRICT
    OptionalText area_type;
    Texts next_level_ids;
    std::optional<bool> support_below_18;
    std::vector<Unmodelled> unmodelled;
};

/// Every place that can be chosen.
struct Regions {
    Texts codes;
    std::vector<Region> regions;
    std::vector<Unmodelled> unmodelled;
};

/// A language people can be chosen by.
struct Language {
    std::string code;
    OptionalText name;
    std::vector<Unmodelled> unmodelled;
};

/// A general interest.
struct InterestCategory {
    std::string id;
    OptionalText name;
    std::optional<std::int64_t> level;
    Texts sub_category_ids;
    Texts placements; ///< none: no limit
    Texts special_industries;
    std::vector<Unmodelled> unmodelled;
};

/// What people did with videos or creators. One document writes the scene's name wrong, as one
/// recorded client found it; both are read.
struct ActionCategory {
    std::string id;
    OptionalText name, description, scene, misspelt_scene;
    std::optional<std::int64_t> level;
    Texts sub_category_ids, special_industries;
    std::vector<Unmodelled> unmodelled;
};

/// A hashtag or interest keyword with its state.
struct Keyword {
    OptionalText id, keyword, language, status, keyword_status, input_keyword;
    std::vector<Unmodelled> unmodelled;
};

/// A version of a device's operating system.
struct OsVersion {
    OptionalText id, type, version, name;
    std::vector<Unmodelled> unmodelled;
};

/// One network of a carrier.
struct CarrierNetwork {
    OptionalText id;
    std::optional<bool> in_use;
    std::vector<Unmodelled> unmodelled;
};

/// A mobile carrier.
struct Carrier {
    std::string id;
    OptionalText name;
    std::optional<bool> in_use;
    std::vector<CarrierNetwork> networks;
    std::vector<Unmodelled> unmodelled;
};

/// The carriers of a country.
struct CountryCarriers {
    std::string country_code;
    std::vector<Carrier> carriers;
    std::vector<Unmodelled> unmodelled;
};

/// Which places: they depend on where and what for.
struct RegionQuery {
    Texts placements = {};
    std::string objective_type = {};
    OptionalText level_range = {}; ///< ALL, TO_COUNTRY, TO_PROVINCE, TO_CITY
    OptionalText promotion_target_type = {};
    OptionalText operating_system = {};
    OptionalText brand_safety_type = {};
    OptionalText brand_safety_partner = {};
    OptionalText rf_campaign_type = {};
};

/// Which interests.
struct InterestQuery {
    std::optional<std::int64_t> version = {};
    Texts placements = {};
    Texts special_industries = {};
    OptionalText language = {};
};

/// Which actions.
struct ActionQuery {
    Texts special_industries = {};
};

/// Interest keywords beside one.
struct KeywordSuggestions {
    std::string keyword = {};
    OptionalText language = {};
    std::optional<std::int64_t> limit = {};
    OptionalText mode = {};
    OptionalText audience_type = {};
};

/// Chosen interest keywords, at most 50 of them.
struct KeywordRef {
    std::string id = {};
    OptionalText language = {};
};
struct KeywordFilter {
    OptionalText audience_type = {}; ///< GENERAL_INTEREST, PURCHASE_INTENTION
};
struct KeywordLookup {
    std::vector<KeywordRef> keywords = {};
    KeywordFilter filtering = {};
};

/// Hashtags beside some.
struct HashtagSuggestions {
    Texts keywords = {};
    OptionalText operator_word = {}; ///< AND, OR
};

/// Dictionaries of targeting [CONTRACT 7.1]. They change seldom: keep them for a day.
Call<Regions> regions(Platform& platform, const CallContext& context, const SecretText& token,
                      const RegionQuery& query);
Call<List<Language>> languages(Platform& platform, const CallContext& context,
                               const SecretText& token);
Call<List<InterestCategory>> interest_categories(Platform& platform, const CallContext& context,
                                                 const SecretText& token,
                                                 const InterestQuery& query);
Call<List<ActionCategory>> action_categories(Platform& platform, const CallContext& context,
                                             const SecretText& token, const ActionQuery& query);
Call<List<Keyword>> suggest_interest_keywords(Platform& platform, const CallContext& context,
                                              const SecretText& token,
                                              const KeywordSuggestions& query);
Call<List<Keyword>> interest_keywords(Platform& platform, const CallContext& context,
                                      const SecretText& token, const KeywordLookup& lookup);
Call<List<Keyword>> suggest_hashtags(Platform& platform, const CallContext& context,
                                     const SecretText& token, const HashtagSuggestions& query);
Call<List<Keyword>> hashtag_states(Platform& platform, const CallContext& context,
                                   const SecretText& token, const Texts& keyword_ids);
/// ANDROID or IOS.
Call<List<OsVersion>> os_versions(Platform& platform, const CallContext& context,
                                  const SecretText& token, std::string_view os_type);
Call<List<CountryCarriers>> carriers(Platform& platform, const CallContext& context,
                                     const SecretText& token);

} // namespace bayme::tiktok
