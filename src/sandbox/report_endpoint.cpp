// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/report_endpoint.hpp"

#include "sandbox/paging.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bayme::sandbox {

namespace {

constexpr std::size_t most_kept_reports = 8;

/// What decides the rows: everything asked but the page, and what is known by now.
std::string key_of(const Parameters& parameters, AsOf as_of) {
    std::string key;
    for (const auto* const name : {"advertiser_id", "advertiser_ids", "report_type", "service_type",
                                   "data_level", "dimensions", "start_date", "end_date",
                                   "query_lifetime", "filtering", "order_field", "order_type"}) {
        key.append(parameters.json(name)).push_back('|');
    }
    return fmt::format("{}{}|{}", key, as_of.published, as_of.now / hour_length);
}

const MadeReport& report_of(Platform& platform, const ReportQuery& query, const std::string& key,
                            AsOf as_of) {
    auto& kept = platform.kept_reports;
    const auto found = std::ranges::find(kept, key, &Platform::KeptReport::key);
    if (found != kept.end()) {
        std::rotate(found, found + 1, kept.end());
        return kept.back().report;
    }
    if (kept.size() >= most_kept_reports) {
        kept.erase(kept.begin());
    }
    kept.push_back({key, MadeReport{platform.world, platform.delivery, query, as_of}});
    return kept.back().report;
}

} // namespace

std::expected<std::string, Refusal> account_asked(const Call& call) {
    const auto several = call.parameters.texts("advertiser_ids");
    if (several.size() > 1) {
        return Refused{{40002, "advertiser_ids: one account at a time is simulated."}};
    }
    const auto id = several.empty() ? call.parameters.text("advertiser_id") : several.front();
    if (id.empty()) {
        return Refused{{40002, "Missing required field(s): advertiser_id."}};
    }
    const auto& granted = call.grant->consent.advertiser_ids;
    if (std::ranges::find(granted, id) == granted.end()) {
        return Refused{{40001, fmt::format("No permission to operate advertiser {}.", id)}};
    }
    return id;
}

Answer integrated_report(Platform& platform, const Call& call) {
    const auto id = account_asked(call);
    if (!id) {
        return id.error();
    }
    const auto query = plan_report(platform, *platform.world.find_account(*id), call.parameters,
                                   call.now, Limits::synchronous);
    if (!query) {
        return query.error();
    }
    const auto as_of = query->as_of(call.now);
    const auto& report = report_of(platform, *query, key_of(call.parameters, as_of), as_of);
    const auto slice = slice_of(call, report.size());
    std::string out = R"("list":[)";
    for (const auto& row :
         report.page(platform.world, platform.delivery, *query, slice.first, slice.last)) {
        out.append(out.back() == '[' ? "" : ",");
        append_row(out, platform.world, *query, row, call.now);
    }
    out.append("],\"page_info\":").append(slice.page_info);
    if (query->total) {
        auto sums = report.sums();
        const bool lies = call.fault != nullptr && call.fault->wrong_total == "total_metrics";
        if (lies && report.size() > 0) {
            const auto rows = report.page(platform.world, platform.delivery, *query, 0, 1);
            // The first row's figures come in twice.
            sums.add(rows.front().sums);
        }
        out.append(",\"total_metrics\":").append(totals_json(*query, sums));
    }
    Answer answer{"{" + out + "}"};
    if (query->cut) {
        answer.headers.push_back({"X-Tt-Ads-Throttle", "ads exceed the limit of this report"});
    }
    return answer;
}

} // namespace bayme::sandbox
