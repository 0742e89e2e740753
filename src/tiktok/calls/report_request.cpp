// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "tiktok/calls/families.hpp"

namespace bayme::tiktok::calls {
namespace {

/// The status filter has to be the level's own; the account level knows none [CONTRACT 6.1].
std::string_view status_field(ReportLevel level) {
    switch (level) {
    case ReportLevel::campaign:
        return "campaign_status";
    case ReportLevel::adgroup:
        return "adgroup_status";
    case ReportLevel::ad:
        return "ad_status";
    case ReportLevel::advertiser:
        break;
    }
    return {};
}

/// The list stands as JSON text inside the JSON.
void add_filter(JsonWriter& filtering, std::string_view field, const Texts& values) {
    filtering.begin_object()
        .member("field_name", field)
        .member("filter_type", "IN")
        .member("filter_value", json_array(values))
        .end_object();
}

std::string filtering_of(const ReportRequest& request, const Texts& campaign_ids) {
    JsonWriter filtering;
    filtering.begin_array();
    if (const auto field = status_field(request.level); !field.empty()) {
        add_filter(filtering, field, {"STATUS_ALL"});
    }
    if (!campaign_ids.empty()) {
        add_filter(filtering, "campaign_ids", campaign_ids);
    }
    return filtering.end_array().take();
}

} // namespace

std::string_view data_level(ReportLevel level) {
    switch (level) {
    case ReportLevel::advertiser:
        return "AUCTION_ADVERTISER";
    case ReportLevel::campaign:
        return "AUCTION_CAMPAIGN";
    case ReportLevel::adgroup:
        return "AUCTION_ADGROUP";
    case ReportLevel::ad:
        return "AUCTION_AD";
    }
    return "AUCTION_AD";
}

Result<CallRequest> report(const ReportRequest& request, int page) {
    const auto& endpoint = tiktok::endpoint("report.integrated.get");
    const auto campaign_ids = texts_of(std::span{request.campaign_ids});
    BAYME_CHECK(check_advertiser(request.advertiser));
    BAYME_CHECK(check_report(endpoint, request));
    BAYME_CHECK(check_page(endpoint, {page, request.page_size}));
    BAYME_CHECK(check_filter(endpoint, "campaign_ids", campaign_ids));

    auto metrics = request.metrics;
    metrics.insert(metrics.end(), request.attributes.begin(), request.attributes.end());
    const bool basic = request.kind == ReportKind::basic;
    CallRequest call{&endpoint,
                     {{"advertiser_id", request.advertiser.text()},
                      {"service_type", "AUCTION"},
                      {"report_type", basic ? "BASIC" : "AUDIENCE"},
                      {"data_level", std::string{data_level(request.level)}},
                      {"dimensions", json_array(dimensions_of(request))},
                      {"metrics", json_array(metrics)},
                      {"start_date", request.days.first.text()},
                      {"end_date", request.days.last.text()}},
                     {}};
    if (auto filtering = filtering_of(request, campaign_ids); filtering != "[]") {
        call.query.push_back({"filtering", std::move(filtering)});
    }
    // Totals exist for one id dimension with or without the day, and come with page 1.
    if (request.totals && page == 1 && basic && request.grain != ReportGrain::hour &&
        request.breakdowns.empty()) {
        call.query.push_back({"enable_total_metrics", "true"});
    }
    call.query.push_back({"page", fmt::to_string(page)});
    call.query.push_back({"page_size", fmt::to_string(request.page_size)});
    return call;
}

std::vector<Declared> report_declarations() {
    using enum ParameterType;
    const auto& endpoint = tiktok::endpoint("report.integrated.get");
    return {{.endpoint = endpoint.name,
             .parameters = {{"advertiser_id", text},
                            {"service_type", text},
                            {"report_type", text, true},
                            {"data_level", text},
                            {"dimensions", texts},
                            {"metrics", texts},
                            {"start_date", text},
                            {"end_date", text},
                            {"filtering", objects},
                            {"filtering.field_name", text, true},
                            {"filtering.filter_type", text, true},
                            {"filtering.filter_value", text, true},
                            {"enable_total_metrics", flag},
                            {"page", number},
                            {"page_size", number, false, {1, endpoint.limits.page_size}}},
             .show = decoding::show_report}};
}

} // namespace bayme::tiktok::calls
