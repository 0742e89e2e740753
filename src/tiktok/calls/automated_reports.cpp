// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/automated_reports.hpp"

#include "tiktok/calls/families.hpp"
#include "tiktok/decoding/families.hpp"

namespace bayme::tiktok {
namespace calls {
namespace {

// CONTRACT 4.13, 1.5; PARAMETERS, /smart_plus/material_report/… and /gmv_max/report/get/.
constexpr auto material_filter_parameters = std::to_array<Parameter<MaterialFilter>>({
    texts<&MaterialFilter::campaign_ids>("campaign_ids").within(1, 200),
    texts<&MaterialFilter::adgroup_ids>("adgroup_ids").within(1, 200),
    ids<&MaterialFilter::ad_ids>("smart_plus_ad_ids").within(1, 200),
    ids<&MaterialFilter::material_ids>("main_material_ids").within(1, 400),
    texts<&MaterialFilter::material_types>("main_material_types").within(1, 9),
    ids<&MaterialFilter::ad_text_ids>("ad_text_entity_ids").within(1, 400),
    ids<&MaterialFilter::call_to_action_ids>("call_to_action_entity_ids").within(1, 400),
    ids<&MaterialFilter::add_on_ids>("interactive_add_on_entity_ids").within(1, 400),
});

constexpr auto material_report_parameters =
    joined(std::to_array<Parameter<MaterialReport>>({
               texts<&MaterialReport::dimensions>("dimensions").needed().within(2, 2),
               texts<&MaterialReport::metrics>("metrics"),
               text<&MaterialReport::first>("start_date"),
               text<&MaterialReport::last>("end_date"),
               flag<&MaterialReport::query_lifetime>("query_lifetime"),
               object<&MaterialReport::filtering, material_filter_parameters>("filtering"),
               text<&MaterialReport::sort_field>("sort_field"),
               text<&MaterialReport::sort_type>("sort_type"),
           }),
           pages<&MaterialReport::page>);

constexpr auto material_breakdown_parameters =
    joined(std::to_array<Parameter<MaterialBreakdown>>({
               texts<&MaterialBreakdown::dimensions>("dimensions").needed().within(1, 5),
               text<&MaterialBreakdown::first>("start_date").needed(),
               text<&MaterialBreakdown::last>("end_date").needed(),
               texts<&MaterialBreakdown::metrics>("metrics"),
               object<&MaterialBreakdown::filtering, material_filter_parameters>("filtering"),
               text<&MaterialBreakdown::sort_field>("sort_field"),
               text<&MaterialBreakdown::sort_type>("sort_type"),
           }),
           pages<&MaterialBreakdown::page>);

constexpr auto gmv_max_report_filter_parameters = std::to_array<Parameter<GmvMaxReportFilter>>({
    texts<&GmvMaxReportFilter::promotion_types>("gmv_max_promotion_types").within(1, 2),
    texts<&GmvMaxReportFilter::campaign_ids>("campaign_ids").within(1, 100),
    text<&GmvMaxReportFilter::campaign_name>("campaign_name"),
    texts<&GmvMaxReportFilter::campaign_statuses>("campaign_statuses").within(1, 4),
    ids<&GmvMaxReportFilter::item_group_ids>("item_group_ids").within(1, 100),
    ids<&GmvMaxReportFilter::item_ids>("item_ids").within(1, 100),
    ids<&GmvMaxReportFilter::room_ids>("room_ids").within(1, 100),
    texts<&GmvMaxReportFilter::creative_types>("creative_types").within(1, 1),
    texts<&GmvMaxReportFilter::creative_delivery_statuses>("creative_delivery_statuses"),
    text<&GmvMaxReportFilter::search_word>("search_word"),
});

constexpr auto gmv_max_report_parameters =
    joined(std::to_array<Parameter<GmvMaxReport>>({
               ids<&GmvMaxReport::store_ids>("store_ids").needed().within(1, 1),
               texts<&GmvMaxReport::dimensions>("dimensions").needed().within(1, 3),
               texts<&GmvMaxReport::metrics>("metrics").needed().within(1, 100),
               text<&GmvMaxReport::first>("start_date").needed(),
               text<&GmvMaxReport::last>("end_date").needed(),
               flag<&GmvMaxReport::enable_total_metrics>("enable_total_metrics"),
               object<&GmvMaxReport::filtering, gmv_max_report_filter_parameters>("filtering"),
               text<&GmvMaxReport::sort_field>("sort_field"),
               text<&GmvMaxReport::sort_type>("sort_type"),
           }),
           pages<&GmvMaxReport::page>);

constexpr decoding::AnswerReader<MetricPage> metric_answer() {
    return {[](const Endpoint&, const decoding::JsonNode& data) {
                return decoding::read_metric_page(data);
            },
            [](const Endpoint&, const MetricPage& page, DecodedAnswer& answer) {
                decoding::show_metric_page(page, answer);
            }};
}

template <typename Report>
Result<void> check_days(const Report& report) {
    const std::optional<Day> first = report.first;
    const std::optional<Day> last = report.last;
    if (first.has_value() != last.has_value() || (first && *last < *first)) {
        return over_limit("end_date", "does not go with start_date");
    }
    return {};
}

constexpr Declaration<MaterialReport, MetricPage> materials{
    "smart_plus.material_report.overview", material_report_parameters, metric_answer(),
    Subject::account, &check_days<MaterialReport>};
constexpr Declaration<MaterialBreakdown, MetricPage> breakdown{
    "smart_plus.material_report.breakdown", material_breakdown_parameters, metric_answer(),
    Subject::account, &check_days<MaterialBreakdown>};
constexpr Declaration<GmvMaxReport, MetricPage> shops{"gmv_max.report.get",
                                                      gmv_max_report_parameters, metric_answer(),
                                                      Subject::account, &check_days<GmvMaxReport>};

} // namespace

std::vector<Declared> automated_report_declarations() {
    return {declared(materials), declared(breakdown), declared(shops)};
}

} // namespace calls

Call<MetricPage> material_report(Platform& platform, const CallContext& context,
                                 const SecretText& token, const MaterialReport& report) {
    return calls::run(platform, context, token, calls::materials, report);
}

Call<MetricPage> material_breakdown(Platform& platform, const CallContext& context,
                                    const SecretText& token, const MaterialBreakdown& report) {
    return calls::run(platform, context, token, calls::breakdown, report);
}

Call<MetricPage> gmv_max_report(Platform& platform, const CallContext& context,
                                const SecretText& token, const GmvMaxReport& report) {
    return calls::run(platform, context, token, calls::shops, report);
}

} // namespace bayme::tiktok
