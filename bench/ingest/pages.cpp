// SPDX-License-Identifier: LicenseRef-Bayme
#include "pages.hpp"

#include "base/files.hpp"
#include "base/json_text.hpp"
#include "tiktok/decoding/report.hpp"

#include <algorithm>
#include <fstream>

namespace bayme::bench {
namespace {

constexpr int page_rows = 1000;

tiktok::ReportRequest request_for(const Shape& shape) {
    tiktok::ReportRequest request;
    request.advertiser = AdvertiserId{fmt::to_string(shape.account)};
    request.days = {shape.first, shape.first.plus(shape.days - 1)};
    for (const auto index : made_metrics()) {
        request.metrics.emplace_back(snapshots::metric(index).name);
    }
    request.attributes = {"campaign_id", "adgroup_id"};
    return request;
}

void write_row(JsonWriter& json, const Shape& shape, int row,
               const std::vector<snapshots::MetricIndex>& metrics) {
    const int day = row / shape.ads;
    const auto ad = made_ad(shape, row % shape.ads);
    json.begin_object().key("dimensions").begin_object();
    json.member("ad_id", fmt::to_string(ad));
    json.member("stat_time_day", shape.first.plus(day).text() + " 00:00:00");
    json.end_object().key("metrics").begin_object();
    for (std::size_t i = 0; i < metrics.size(); ++i) {
        const auto& asked = snapshots::metric(metrics[i]);
        const auto value = made_value(ad, day, i, shape.version);
        json.member(asked.name, snapshots::in_micros(asked.unit) ? format_micros(value * 10'000, 2)
                                                                 : fmt::to_string(value));
    }
    json.member("campaign_id", fmt::to_string(made_campaign(ad)));
    json.member("adgroup_id", fmt::to_string(made_adgroup(ad)));
    json.end_object().end_object();
}

std::string page_text(const Shape& shape, int first, int last, int pages) {
    const int total = shape.days * shape.ads;
    const auto metrics = made_metrics();
    JsonWriter json;
    json.begin_object().member("code", 0).member("message", "OK");
    json.member("request_id", "20260301000000010203040506").key("data").begin_object();
    json.key("page_info").begin_object().member("total_number", total);
    json.member("page", first / page_rows + 1).member("page_size", page_rows);
    json.member("total_page", pages).end_object().key("list").begin_array();
    for (int row = first; row < last; ++row) {
        write_row(json, shape, row, metrics);
    }
    return json.end_array().end_object().end_object().take();
}

} // namespace

std::vector<std::filesystem::path> write_pages(const std::filesystem::path& folder,
                                               const Shape& shape) {
    const int total = shape.days * shape.ads;
    const int pages = (total + page_rows - 1) / page_rows;
    std::vector<std::filesystem::path> files;
    for (int page = 0; page < pages; ++page) {
        files.push_back(folder / fmt::format("{}-{}-{}-{}.json", shape.account,
                                             shape.first.number(), shape.version, page));
        std::ofstream{files.back()}
            << page_text(shape, page * page_rows, std::min(total, (page + 1) * page_rows), pages);
    }
    return files;
}

Result<snapshots::FactBatch> read_pages(const std::vector<std::filesystem::path>& pages,
                                        const Shape& shape) {
    const auto request = request_for(shape);
    SystemFiles files;
    snapshots::FactBatch facts;
    facts.metrics = made_metrics();
    std::vector<std::int64_t> values(facts.metrics.size());
    for (const auto& page : pages) {
        BAYME_TRY(const auto text, files.read(page));
        BAYME_TRY(const auto answer, tiktok::decoding::read_report(request, 200, text));
        const auto& rows = answer.page.rows;
        facts.reserve(static_cast<std::size_t>(answer.page.info.total_number));
        for (std::size_t row = 0; row < rows.size(); ++row) {
            snapshots::FactKey key{.day = rows.day(row)};
            BAYME_TRY(key.ad, snapshots::object_number(rows.id(row)));
            BAYME_TRY(key.campaign, snapshots::object_number(rows.text(row, 2)));
            BAYME_TRY(key.adgroup, snapshots::object_number(rows.text(row, 3)));
            for (std::size_t i = 0; i < values.size(); ++i) {
                const auto held = snapshots::held_value(facts.metrics[i], rows.value(row, i));
                if (!held) {
                    return fail(ErrorCode::internal, "row {} has half a count", row);
                }
                values[i] = *held;
            }
            facts.add(key, values);
        }
    }
    return facts;
}

} // namespace bayme::bench
