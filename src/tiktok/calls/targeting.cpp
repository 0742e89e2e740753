// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/targeting.hpp"

#include "tiktok/calls/families.hpp"
#include "tiktok/calls/lookups.hpp"
#include "tiktok/decoding/families.hpp"

namespace bayme::tiktok {
namespace calls {
namespace {

// CONTRACT 7.1; PARAMETERS, /tool/….
constexpr auto region_query_parameters = std::to_array<Parameter<RegionQuery>>({
    texts<&RegionQuery::placements>("placements").needed(),
    text<&RegionQuery::objective_type>("objective_type").needed(),
    text<&RegionQuery::level_range>("level_range"),
    text<&RegionQuery::promotion_target_type>("promotion_target_type"),
    text<&RegionQuery::operating_system>("operating_system"),
    text<&RegionQuery::brand_safety_type>("brand_safety_type"),
    text<&RegionQuery::brand_safety_partner>("brand_safety_partner"),
    text<&RegionQuery::rf_campaign_type>("rf_campaign_type"),
});

constexpr auto interest_query_parameters = std::to_array<Parameter<InterestQuery>>({
    whole<&InterestQuery::version>("version").within(1, 2),
    texts<&InterestQuery::placements>("placements"),
    texts<&InterestQuery::special_industries>("special_industries"),
    text<&InterestQuery::language>("language"),
});

constexpr auto action_query_parameters = std::to_array<Parameter<ActionQuery>>({
    texts<&ActionQuery::special_industries>("special_industries"),
});

constexpr auto keyword_suggestions_parameters = std::to_array<Parameter<KeywordSuggestions>>({
    text<&KeywordSuggestions::keyword>("keyword").needed(),
    text<&KeywordSuggestions::language>("language"),
    whole<&KeywordSuggestions::limit>("limit").within(1, 50),
    text<&KeywordSuggestions::mode>("mode"),
    text<&KeywordSuggestions::audience_type>("audience_type"),
});

constexpr auto keyword_ref_parameters = std::to_array<Parameter<KeywordRef>>({
    id<&KeywordRef::id>("keyword_id").needed(),
    text<&KeywordRef::language>("language"),
});
constexpr auto keyword_filter_parameters = std::to_array<Parameter<KeywordFilter>>({
    text<&KeywordFilter::audience_type>("audience_type"),
});
constexpr auto keyword_lookup_parameters = std::to_array<Parameter<KeywordLookup>>({
    each<&KeywordLookup::keywords, keyword_ref_parameters>("keyword_query").needed().within(1, 50),
    object<&KeywordLookup::filtering, keyword_filter_parameters>("filtering"),
});

constexpr auto hashtag_suggestions_parameters = std::to_array<Parameter<HashtagSuggestions>>({
    texts<&HashtagSuggestions::keywords>("keywords").needed().within(1, 10),
    text<&HashtagSuggestions::operator_word>("operator"),
});

constexpr auto keyword_id_parameters = id_list("keyword_ids");
constexpr auto os_parameters = one_text("os_type");

using decoding::list_answer;
using decoding::object_answer;

constexpr Declaration<RegionQuery, Regions> places{"tool.region", region_query_parameters,
                                                   object_answer<decoding::regions_fields>()};
constexpr Declaration<NoRequest, List<Language>> spoken{
    "tool.language", {}, list_answer<decoding::language_fields>()};
constexpr Declaration<InterestQuery, List<InterestCategory>> interests{
    "tool.interest_category", interest_query_parameters,
    list_answer<decoding::interest_category_fields>()};
constexpr Declaration<ActionQuery, List<ActionCategory>> actions{
    "tool.action_category", action_query_parameters,
    list_answer<decoding::action_category_fields>()};
constexpr Declaration<KeywordSuggestions, List<Keyword>> interest_keywords{
    "tool.interest_keyword.recommend", keyword_suggestions_parameters,
    list_answer<decoding::keyword_fields>()};
constexpr Declaration<KeywordLookup, List<Keyword>> chosen_keywords{
    "tool.interest_keyword.get", keyword_lookup_parameters,
    list_answer<decoding::keyword_fields>()};
constexpr Declaration<HashtagSuggestions, List<Keyword>> hashtags{
    "tool.hashtag.recommend", hashtag_suggestions_parameters,
    list_answer<decoding::keyword_fields>()};
constexpr Declaration<IdList, List<Keyword>> states{"tool.hashtag.get", keyword_id_parameters,
                                                    list_answer<decoding::keyword_fields>()};
constexpr Declaration<OneText, List<OsVersion>> versions{
    "tool.os_version", os_parameters, list_answer<decoding::os_version_fields>()};
constexpr Declaration<NoRequest, List<CountryCarriers>> by_country{
    "tool.carrier", {}, list_answer<decoding::country_carriers_fields>()};

} // namespace

std::vector<Declared> targeting_declarations() {
    return {declared(places),
            declared(spoken),
            declared(interests),
            declared(actions),
            declared(interest_keywords),
            declared(chosen_keywords),
            declared(hashtags),
            declared(states),
            declared(versions),
            declared(by_country)};
}

} // namespace calls

Call<Regions> regions(Platform& platform, const CallContext& context, const SecretText& token,
                      const RegionQuery& query) {
    return calls::run(platform, context, token, calls::places, query);
}

Call<List<Language>> languages(Platform& platform, const CallContext& context,
                               const SecretText& token) {
    return calls::run(platform, context, token, calls::spoken, calls::NoRequest{});
}

Call<List<InterestCategory>> interest_categories(Platform& platform, const CallContext& context,
                                                 const SecretText& token,
                                                 const InterestQuery& query) {
    return calls::run(platform, context, token, calls::interests, query);
}

Call<List<ActionCategory>> action_categories(Platform& platform, const CallContext& context,
                                             const SecretText& token, const ActionQuery& query) {
    return calls::run(platform, context, token, calls::actions, query);
}

Call<List<Keyword>> suggest_interest_keywords(Platform& platform, const CallContext& context,
                                              const SecretText& token,
                                              const KeywordSuggestions& query) {
    return calls::run(platform, context, token, calls::interest_keywords, query);
}

Call<List<Keyword>> interest_keywords(Platform& platform, const CallContext& context,
                                      const SecretText& token, const KeywordLookup& lookup) {
    return calls::run(platform, context, token, calls::chosen_keywords, lookup);
}

Call<List<Keyword>> suggest_hashtags(Platform& platform, const CallContext& context,
                                     const SecretText& token, const HashtagSuggestions& query) {
    return calls::run(platform, context, token, calls::hashtags, query);
}

Call<List<Keyword>> hashtag_states(Platform& platform, const CallContext& context,
                                   const SecretText& token, const Texts& keyword_ids) {
    return calls::run(platform, context, token, calls::states, calls::IdList{keyword_ids});
}

Call<List<OsVersion>> os_versions(Platform& platform, const CallContext& context,
                                  const SecretText& token, std::string_view os_type) {
    return calls::run(platform, context, token, calls::versions,
                      calls::OneText{std::string{os_type}});
}

Call<List<CountryCarriers>> carriers(Platform& platform, const CallContext& context,
                                     const SecretText& token) {
    return calls::run(platform, context, token, calls::by_country, calls::NoRequest{});
}

} // namespace bayme::tiktok
