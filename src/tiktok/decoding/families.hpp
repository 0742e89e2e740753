// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/automated_rules.hpp"
#include "tiktok/business_center.hpp"
#include "tiktok/change_log.hpp"
#include "tiktok/chunked_uploads.hpp"
#include "tiktok/decoding/fields.hpp"
#include "tiktok/files.hpp"
#include "tiktok/gmv_max.hpp"
#include "tiktok/identities.hpp"
#include "tiktok/metric_rows.hpp"
#include "tiktok/pixels.hpp"
#include "tiktok/portfolios.hpp"
#include "tiktok/posts.hpp"
#include "tiktok/profiles.hpp"
#include "tiktok/quotas.hpp"
#include "tiktok/smart_plus.hpp"
#include "tiktok/targeting.hpp"
#include "tiktok/targeting_search.hpp"

namespace bayme::tiktok::decoding {

// The tables of the families that are functions over a Platform.
const FieldTable<Video>& video_fields();
const FieldTable<Image>& image_fields();
const FieldTable<Cover>& cover_fields();
const FieldTable<NameChecks>& name_checks_fields();
const FieldTable<UploadSpan>& upload_span_fields();
const FieldTable<StoredFile>& stored_file_fields();
const FieldTable<AdgroupQuota>& adgroup_quota_fields();
const FieldTable<DedicatedQuota>& dedicated_quota_fields();
const FieldTable<Identity>& identity_fields();
const FieldTable<IdentityRef>& identity_ref_fields();

const FieldTable<Post>& post_fields();
const FieldTable<SparkPost>& spark_post_fields();
const FieldTable<IdentityPosts>& identity_posts_fields();

const FieldTable<Portfolio>& portfolio_fields();
const FieldTable<CallToAction>& call_to_action_fields();
const FieldTable<BidAdvice>& bid_advice_fields();

const FieldTable<TaskRef>& task_ref_fields();
const FieldTable<TaskState>& task_state_fields();
const FieldTable<ReportFile>& report_file_fields();
const FieldTable<ChangeLogFile>& change_log_file_fields();

const FieldTable<Regions>& regions_fields();
const FieldTable<Language>& language_fields();
const FieldTable<InterestCategory>& interest_category_fields();
const FieldTable<ActionCategory>& action_category_fields();
const FieldTable<Keyword>& keyword_fields();
const FieldTable<OsVersion>& os_version_fields();
const FieldTable<CountryCarriers>& country_carriers_fields();

const FieldTable<TargetingTags>& targeting_tags_fields();
const FieldTable<AudienceSize>& audience_size_fields();

const FieldTable<Pixel>& pixel_fields();

const FieldTable<AutomatedRule>& automated_rule_fields();
const FieldTable<RuleResult>& rule_result_fields();

const FieldTable<BusinessCenter>& business_center_fields();
const FieldTable<BcAsset>& bc_asset_fields();
const FieldTable<BcBalance>& bc_balance_fields();
const FieldTable<AccountBalance>& account_balance_fields();
const FieldTable<BudgetChange>& budget_change_fields();

const FieldTable<SmartPlusCampaign>& smart_plus_campaign_fields();
const FieldTable<SmartPlusAdgroup>& smart_plus_adgroup_fields();
const FieldTable<SmartPlusAd>& smart_plus_ad_fields();
const FieldTable<SmartPlusReviews>& smart_plus_reviews_fields();

const FieldTable<GmvMaxCampaign>& gmv_max_campaign_fields();
const FieldTable<GmvMaxDetails>& gmv_max_details_fields();
const FieldTable<GmvMaxStore>& gmv_max_store_fields();

const FieldTable<Profile>& profile_fields();
const FieldTable<ProfilePosts>& profile_posts_fields();
/// The profile stands in an object of its own.
Result<Profile> read_profile(const JsonNode& data);

Result<MetricPage> read_metric_page(const JsonNode& data);
void show_metric_page(const MetricPage& page, DecodedAnswer& answer);

} // namespace bayme::tiktok::decoding
