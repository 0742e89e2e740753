// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/operations/maturity.hpp"

#include "api/context.hpp"
#include "api/operations.hpp"
#include "reports/maturity.hpp"
#include "snapshots/snapshots.hpp"
#include "storage/connections.hpp"
#include "storage/mirror.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <array>

namespace bayme::api {
namespace {

using snapshots::MetricIndex;

/// Long enough for two months of final days.
constexpr int days_back = 90;
constexpr int newest_days = 7;

std::optional<Decimal> decimal(const std::optional<Micros>& micros) {
    return micros ? std::optional{Decimal{*micros}} : std::nullopt;
}

Result<std::vector<MetricIndex>> metrics_asked(const std::vector<std::string>& names,
                                               snapshots::Level level) {
    std::vector<MetricIndex> metrics;
    for (const auto& name : names) {
        const auto index = snapshots::find_metric(name);
        if (!index || !snapshots::metric(*index).fetched ||
            snapshots::metric(*index).additivity != snapshots::Additivity::sum) {
            return fail(ErrorCode::invalid_input,
                        "\"{}\" is not a metric that is stored and adds up", name);
        }
        metrics.push_back(*index);
    }
    if (names.empty()) {
        metrics = reports::late_metrics();
    }
    std::erase_if(metrics, [&](MetricIndex index) { return !snapshots::metric(index).at(level); });
    if (metrics.empty()) {
        return fail(ErrorCode::invalid_input, "these metrics do not exist {}",
                    level == snapshots::Level::advertiser ? "for a whole account"
                                                          : "for ad groups");
    }
    return metrics;
}

/// "7 days" of SEVEN_DAYS; TikTok's own word for one we do not know.
std::string window_words(std::string_view word) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> known{
        {{"OFF", "off"},
         {"ONE_DAY", "1 day"},
         {"SEVEN_DAYS", "7 days"},
         {"FOURTEEN_DAYS", "14 days"},
         {"TWENTY_EIGHT_DAYS", "28 days"}}};
    const auto* const found =
        std::ranges::find(known, word, [](const auto& one) { return one.first; });
    return std::string{found == known.end() ? word : found->second};
}

/// Ad groups by their attribution windows, as far as the mirror has them.
std::map<snapshots::ObjectNumber, std::string>
attribution_groups(const std::vector<storage::MirrorObject>& adgroups) {
    std::map<snapshots::ObjectNumber, std::string> groups;
    for (const auto& adgroup : adgroups) {
        boost::system::error_code broken;
        const auto members = boost::json::parse(adgroup.unmodelled, broken);
        const auto number = snapshots::object_number(adgroup.id);
        const auto* const object = broken ? nullptr : members.if_object();
        if (object == nullptr || !number) {
            continue;
        }
        std::string words;
        for (const auto* kind : {"click", "view", "engaged_view"}) {
            const auto* const window =
                object->if_contains(fmt::format("{}_attribution_window", kind));
            if (window != nullptr && window->is_string() && !window->as_string().empty()) {
                words +=
                    fmt::format("{}{} {}", words.empty() ? "" : ", ",
                                std::string_view{kind} == "engaged_view" ? "engaged view" : kind,
                                window_words(window->as_string()));
            }
        }
        if (!words.empty()) {
            groups[*number] = words;
        }
    }
    return groups;
}

MaturityCurveView view(const reports::MaturityCurve& curve) {
    MaturityCurveView seen{.metric = std::string{snapshots::metric(curve.metric).name},
                           .attribution = curve.group,
                           .final_after_days = curve.final_after,
                           .points = {}};
    for (const auto& point : curve.points) {
        seen.points.push_back({.hours = point.hours,
                               .share = {point.share},
                               .low = decimal(point.low),
                               .high = decimal(point.high),
                               .days = point.days});
    }
    return seen;
}

Result<MaturityAnswer> show_maturity(Context& context, const ShowMaturity& request) {
    BAYME_TRY(storage::Transaction & transaction, context.reading());
    BAYME_TRY(const auto account, context.advertisers().find(transaction, request.advertiser_id));
    BAYME_TRY(const auto offset, UtcOffset::from_seconds(account.offset_seconds.value_or(0)));
    const bool apart = request.by == "attribution";
    const auto level = apart ? snapshots::Level::adgroup : snapshots::Level::advertiser;
    BAYME_TRY(const auto metrics, metrics_asked(request.metrics, level));
    reports::MaturityQuestion question{.offset = offset, .now = context.now(), .groups = {}};
    if (apart) {
        BAYME_TRY(const auto adgroups,
                  context.mirror().list(transaction, request.advertiser_id,
                                        storage::ObjectLevel::adgroup, {}, true));
        question.groups = attribution_groups(adgroups);
        if (question.groups.empty()) {
            return fail(Error{ErrorCode::not_found,
                              "no ad group's attribution windows are known yet: a sync of the "
                              "structure reads them"}
                            .because("no_attribution"));
        }
    }
    const auto today = offset.day_of(question.now);
    BAYME_TRY(const auto history, context.snapshots().history(
                                      {.cube = *snapshots::find_cube(level, snapshots::Grain::day),
                                       .advertisers = {request.advertiser_id},
                                       .days = {today.plus(-days_back), today.plus(-1)},
                                       .metrics = metrics,
                                       .objects = {}}));
    MaturityAnswer answer{
        .advertiser_id = request.advertiser_id, .curves = {}, .newest = {}, .as_of = question.now};
    const auto curves = reports::maturity_of(history, question);
    for (const auto& curve : curves) {
        answer.curves.push_back(view(curve));
    }
    for (int back = 1; back <= newest_days; ++back) {
        const auto day = today.plus(-back);
        const auto age =
            std::chrono::floor<std::chrono::minutes>(question.now - offset.end_of(day));
        for (const auto& curve : curves) {
            if (const auto known = reports::known_after(curve, age)) {
                answer.newest.push_back(
                    {.day = day,
                     .metric = std::string{snapshots::metric(curve.metric).name},
                     .attribution = curve.group,
                     .share = {known->share},
                     .low = decimal(known->low),
                     .high = decimal(known->high),
                     .days = known->days});
            }
        }
    }
    return answer;
}

const Operation table[] = {
    {.name = "maturity.show",
     .summary = "How much of a day's final conversions is known so long after the day",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli, Surface::mcp},
     .run =
         [](Context& context, const ShowMaturity& request) {
             return show_maturity(context, request);
         }},
};

} // namespace

std::span<const Operation> maturity_operations() {
    return table;
}

} // namespace bayme::api
