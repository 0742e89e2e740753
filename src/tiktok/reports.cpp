// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/reports.hpp"

namespace bayme::tiktok {

std::string_view id_dimension(ReportLevel level) {
    switch (level) {
    case ReportLevel::advertiser:
        return "advertiser_id";
    case ReportLevel::campaign:
        return "campaign_id";
    case ReportLevel::adgroup:
        return "adgroup_id";
    case ReportLevel::ad:
        return "ad_id";
    }
    return "ad_id";
}

std::vector<std::string> dimensions_of(const ReportRequest& request) {
    std::vector<std::string> names{std::string{id_dimension(request.level)}};
    if (request.grain == ReportGrain::day) {
        names.emplace_back("stat_time_day");
    } else if (request.grain == ReportGrain::hour) {
        names.emplace_back("stat_time_hour");
    }
    names.insert(names.end(), request.breakdowns.begin(), request.breakdowns.end());
    return names;
}

std::string_view ReportRows::text(std::size_t row, std::size_t column) const {
    const auto span = spans_[row * texts_ + column];
    return std::string_view{arena_}.substr(span.offset, span.size);
}

std::size_t ReportRows::add_row() {
    const auto row = size();
    spans_.resize(spans_.size() + texts_);
    values_.resize(values_.size() + metrics_, absent);
    days_.push_back(0);
    hours_.push_back(no_hour);
    return row;
}

void ReportRows::set_text(std::size_t row, std::size_t column, std::string_view text) {
    spans_[row * texts_ + column] = {static_cast<std::uint32_t>(arena_.size()),
                                     static_cast<std::uint32_t>(text.size())};
    arena_ += text;
}

void ReportRows::set_time(std::size_t row, Day day, int hour) {
    days_[row] = day.number();
    hours_[row] = static_cast<std::int8_t>(hour);
}

void ReportRows::reserve(std::size_t rows) {
    constexpr std::size_t usual_text = 20;
    arena_.reserve(rows * texts_ * usual_text);
    spans_.reserve(rows * texts_);
    values_.reserve(rows * metrics_);
    days_.reserve(rows);
    hours_.reserve(rows);
}

} // namespace bayme::tiktok
