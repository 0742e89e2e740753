// SPDX-License-Identifier: LicenseRef-Bayme
#include "fuzz/targets.hpp"
#include "tiktok/change_log.hpp"
#include "tiktok/decode.hpp"
#include "tiktok/decoding/report.hpp"
#include "tiktok/endpoints.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

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

struct Asked {
    const Endpoint* endpoint = nullptr;
    int status = 200;
};

/// "campaign.get 404" and a line end stand before the answer, so that the corpus stays what it is
/// when the table grows; without them the first byte chooses.
Asked choose(std::string_view& bytes) {
    constexpr std::array statuses{200, 302, 400, 404, 429, 502};
    constexpr std::size_t longest_line = 64;
    const auto line =
        bytes.substr(0, std::min(bytes.substr(0, longest_line).find('\n'), bytes.size()));
    const auto space = line.find(' ');
    const auto* const named = find_endpoint(line.substr(0, space));
    if (named != nullptr && space != std::string_view::npos) {
        const auto said = std::string{line.substr(space)};
        bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
        return {named, static_cast<int>(std::strtol(said.c_str(), nullptr, 10))};
    }
    const auto all = endpoints();
    const auto choice = take_choice(bytes);
    return {&all[choice % all.size()], statuses.at(choice / 32 % statuses.size())};
}

} // namespace

void envelope(std::string_view bytes) {
    const auto [endpoint, status] = choose(bytes);
    auto opened = decoding::open_answer(status, bytes);
    must(opened || !opened.error().reason.empty());
    must(opened || !decoding::for_change(opened.error()).reason.empty());
    const auto answer = decode_for_people(endpoint->name, bytes);
    // What was read can be written down, and what was written can be read.
    must(!answer || decoding::JsonTree::parse(format_json(*answer)));
    // Those of TikTok for Developers have no envelope.
    must(!answer || opened || endpoint->api == Api::developers);
    if (opened) {
        opened->tree.forget();
    }
    const auto changes = read_change_log(bytes);
    must(changes || !changes.error().reason.empty());
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
