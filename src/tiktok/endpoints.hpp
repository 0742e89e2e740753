// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "http/message.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace bayme::tiktok {

/// The five kinds of data the published policy names (POLICY row 2). There is no other.
enum class DataCategory {
    oauth_tokens,
    account_ids,
    advertising_data,
    creative_metadata,
    technical_logs,
};
std::string_view to_string(DataCategory category);

/// Which published limits count a call besides those of the app [CONTRACT 1.5].
enum class QuotaClass { app_only, ad_create, report_task, gmv_max_report };

/// Which host and conventions an endpoint belongs to.
enum class Api {
    marketing,  ///< [tiktok] api_url, behind /open_api/v1.3, with an envelope
    developers, ///< TikTok for Developers: another host, no envelope [CONTRACT 2.4]
};

/// What one call may carry; 0 where the endpoint knows no such limit.
struct EndpointLimits {
    int ids = 0;       ///< ids in one filter or one batch
    int page_size = 0; ///< also says that the endpoint is paged
    int day_span = 0;  ///< closed days with stat_time_day; hours: one day; else 365
};

/// One endpoint of the Marketing API, declared once. The client, the governor, the scope matrix and
/// the public developer page are made from it.
struct Endpoint {
    /// How we call it, and how `bayme decode` names it with slashes: "campaign.get".
    std::string_view name;
    http::Method method = http::Method::get;
    /// Behind "/open_api/v1.3" for the Marketing API; the slash at the end matters.
    std::string_view path;
    /// Permission ids, broadest first; one of them is enough. 0 fills the rest.
    std::array<std::int64_t, 3> scopes{};
    DataCategory category = DataCategory::advertising_data;
    /// In our words, for the developer page.
    std::string_view purpose;
    QuotaClass quota = QuotaClass::app_only;
    /// False for what may change something: never sent a second time by itself.
    bool repeatable = true;
    /// Whether a feature calls it. The developer page names those and no others, and no other is
    /// ever sent to: the published page is the running program.
    bool used = false;
    /// Apps get it only when TikTok puts them on a list.
    bool allowlisted = false;
    EndpointLimits limits{};
    /// The member of `data` that holds the list; empty when there is none.
    std::string_view list_key{};
    Api api = Api::marketing;
    /// The permission by its name, where TikTok does not number them.
    std::string_view login_scope{};
};

/// Every endpoint the program knows, in the order of the developer page.
std::span<const Endpoint> endpoints();
/// By "report.integrated.get" or "report/integrated/get"; nullptr when there is none.
const Endpoint* find_endpoint(std::string_view name);
/// By a name that is in the table; std::logic_error otherwise.
const Endpoint& endpoint(std::string_view name);

} // namespace bayme::tiktok
