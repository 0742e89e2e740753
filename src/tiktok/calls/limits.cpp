// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/calls/limits.hpp"

#include "tiktok/decoding/scalars.hpp"

#include <algorithm>

namespace bayme::tiktok::calls {
namespace {

constexpr std::size_t most_metrics = 100;
constexpr int longest_range = 365;
/// Where the East Asian blocks begin.
constexpr unsigned first_wide = 0x2E80;

} // namespace

std::unexpected<Error> over_limit(std::string path, std::string message) {
    Error error{.code = ErrorCode::invalid_input,
                .message = fmt::format("{}: {}", path, message),
                .reason = "tiktok.limit"};
    error.fields.push_back({std::move(path), std::move(message)});
    return fail(std::move(error));
}

std::size_t weigh(std::string_view name) {
    std::size_t weight = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto lead = static_cast<unsigned char>(name[i]);
        if ((lead & 0xC0U) == 0x80U) {
            continue;
        }
        // Three bytes and more: E2 BA 80 is the first wide one.
        const bool three = lead >= 0xE0 && i + 1 < name.size();
        const unsigned high = three ? ((lead & 0x0FU) << 12U) |
                                          ((static_cast<unsigned char>(name[i + 1]) & 0x3FU) << 6U)
                                    : 0;
        weight += lead >= 0xF0 || high >= first_wide ? 2 : 1;
    }
    return weight;
}

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool has_emoji(std::string_view text) {
    // F0 9F 80 80 to F0 9F AB BF.
    constexpr std::string_view lead = "\xF0\x9F";
    for (auto at = text.find(lead); at != std::string_view::npos; at = text.find(lead, at + 1)) {
        if (at + 2 < text.size() && static_cast<unsigned char>(text[at + 2]) < 0xAC) {
            return true;
        }
    }
    return false;
}

Result<void> check_disclosed(const Endpoint& endpoint, bool undisclosed_too) {
    if (!endpoint.used && !undisclosed_too) {
        return fail(
            Error{.code = ErrorCode::forbidden,
                  .message = fmt::format("{} is not among the endpoints this program says it uses",
                                         endpoint.name),
                  .reason = "tiktok.undisclosed"});
    }
    return {};
}

Result<void> check_advertiser(const AdvertiserId& advertiser) {
    if (!decoding::is_id(advertiser.text())) {
        return over_limit("advertiser_id",
                          fmt::format("\"{}\" is no account id", advertiser.text().substr(0, 64)));
    }
    return {};
}

Result<void> check_filter(const Endpoint& endpoint, std::string_view name, const Texts& ids) {
    if (ids.size() > static_cast<std::size_t>(endpoint.limits.ids)) {
        return over_limit(std::string{name}, fmt::format("{} in one call, {} takes {}", ids.size(),
                                                         endpoint.name, endpoint.limits.ids));
    }
    const auto wrong = std::ranges::find_if_not(ids, decoding::is_id);
    if (wrong != ids.end()) {
        return over_limit(std::string{name}, fmt::format("\"{}\" is no id", wrong->substr(0, 64)));
    }
    return {};
}

Result<void> check_batch(const Endpoint& endpoint, const Texts& ids) {
    if (ids.empty()) {
        return over_limit("advertiser_ids", fmt::format("{} needs at least one", endpoint.name));
    }
    return check_filter(endpoint, "advertiser_ids", ids);
}

Result<void> check_page(const Endpoint& endpoint, PageRequest page) {
    if (page.page < 1) {
        return over_limit("page", fmt::format("{}: the first page is 1", page.page));
    }
    if (page.page_size < 1 || page.page_size > endpoint.limits.page_size) {
        return over_limit("page_size", fmt::format("{} rows: {} takes 1 to {}", page.page_size,
                                                   endpoint.name, endpoint.limits.page_size));
    }
    return {};
}

Result<void> check_report(const Endpoint& endpoint, const ReportRequest& request) {
    const auto asked = request.metrics.size() + request.attributes.size();
    if (request.metrics.empty() || asked > most_metrics) {
        return over_limit("metrics", fmt::format("{} metrics in one report, 1 to {} are possible",
                                                 asked, most_metrics));
    }
    const int longest = request.grain == ReportGrain::day    ? endpoint.limits.day_span
                        : request.grain == ReportGrain::hour ? 1
                                                             : longest_range;
    if (request.days.size() < 1 || request.days.size() > longest) {
        return over_limit("end_date", fmt::format("{} days in one report, {} are possible",
                                                  request.days.size(), longest));
    }
    return {};
}

} // namespace bayme::tiktok::calls
