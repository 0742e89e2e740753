// SPDX-License-Identifier: LicenseRef-Bayme
#include "fuzz/targets.hpp"
#include "tiktok/decode.hpp"
#include "tiktok/decoding/report.hpp"
#include "tiktok/endpoints.hpp"

#include <array>
#include <cstdlib>

namespace bayme::fuzz {
namespace {

using namespace tiktok;

ReportRequest request_of(unsigned choice) {
    ReportRequest request;
    request.advertiser = AdvertiserId{"7001"};
    request.level = ReportLevel::ad;
    request.grain = (choice & 1U) != 0 ? ReportGrain::hour : ReportGrain::day;
    request.days = {Day::parse("2026-03-01").value(), Day::parse("2026-03-30").value()};
    request.metrics = {"spend", "clicks", "ctr"};
    request.attributes = {"campaign_id", "adgroup_id"};
    return request;
}

unsigned take_choice(std::string_view& bytes) {
    if (bytes.empty()) {
        return 0;
    }
    const auto choice = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    return choice;
}

void must(bool holds) {
    if (!holds) {
        std::abort();
    }
}

} // namespace

void envelope(std::string_view bytes) {
    constexpr std::array statuses{200, 302, 400, 404, 429, 502};
    const auto all = endpoints();
    const auto choice = take_choice(bytes);
    const auto& endpoint = all[choice % all.size()];
    const auto status = statuses.at(choice / 32 % statuses.size());
    auto opened = decoding::open_answer(status, bytes);
    must(opened || !opened.error().reason.empty());
    must(opened || !decoding::for_change(opened.error()).reason.empty());
    const auto answer = decode_for_people(endpoint.name, bytes);
    // What was read can be written down, and what was written can be read.
    must(!answer || decoding::JsonTree::parse(format_json(*answer)));
    must(!answer || opened);
    if (opened) {
        opened->tree.forget();
    }
}

void report(std::string_view bytes) {
    const auto request = request_of(take_choice(bytes));
    const auto answer = decoding::read_report(request, 200, bytes);
    if (!answer) {
        must(!answer.error().reason.empty());
        return;
    }
    const auto& rows = answer->page.rows;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        must(!rows.id(row).empty());
    }
}

} // namespace bayme::fuzz
