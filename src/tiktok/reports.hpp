// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "tiktok/values.hpp"

#include <limits>
#include <span>
#include <string_view>

namespace bayme::tiktok {

enum class ReportLevel { advertiser, campaign, adgroup, ad };
enum class ReportGrain { range, day, hour };
enum class ReportKind { basic, audience };

/// One selection of /report/integrated/get/ for one account. Deleted objects are always asked for.
/// The dimensions sent are the level's id, the grain's time, then `breakdowns`.
struct ReportRequest {
    AdvertiserId advertiser = {};
    ReportLevel level = ReportLevel::ad;
    ReportGrain grain = ReportGrain::day;
    DayRange days = {}; ///< account days; 30 with a day grain, 1 with an hour grain, 365 without
    std::vector<std::string> metrics = {};    ///< numbers, read exactly
    std::vector<std::string> attributes = {}; ///< metrics that are text: campaign_id, currency
    std::vector<std::string> breakdowns = {}; ///< further dimensions, kept as text
    std::vector<CampaignId> campaign_ids = {};
    ReportKind kind = ReportKind::basic;
    bool totals = true; ///< ask for total_metrics with page 1
    int page_size = 1000;
};

/// The id dimension of a level: "ad_id".
std::string_view id_dimension(ReportLevel level);
/// What is sent as `dimensions`, in order; also the first text columns of a page.
std::vector<std::string> dimensions_of(const ReportRequest& request);

/// The rows of a page in flat arrays. Values stand row by row in the order of the metrics asked,
/// texts in the order of dimensions_of(request), then the attributes.
class ReportRows {
public:
    /// Stands for "no value": the platform wrote -, null, nothing, or something unreadable.
    static constexpr Micros absent = std::numeric_limits<Micros>::min();
    static constexpr int no_hour = -1;

    ReportRows() = default;
    ReportRows(std::size_t texts, std::size_t metrics) : texts_(texts), metrics_(metrics) {}

    [[nodiscard]] std::size_t size() const { return days_.size(); }
    [[nodiscard]] std::size_t text_columns() const { return texts_; }
    [[nodiscard]] std::size_t metric_columns() const { return metrics_; }
    /// Empty for null and for an attribute the row does not have. Column 0 is the object's id.
    [[nodiscard]] std::string_view text(std::size_t row, std::size_t column) const;
    [[nodiscard]] std::string_view id(std::size_t row) const { return text(row, 0); }
    /// Account-local. 1970-01-01 with grain range.
    [[nodiscard]] Day day(std::size_t row) const { return Day::from_number(days_[row]); }
    [[nodiscard]] int hour(std::size_t row) const { return hours_[row]; }
    [[nodiscard]] Micros value(std::size_t row, std::size_t metric) const {
        return values_[row * metrics_ + metric];
    }
    [[nodiscard]] std::span<const Micros> values(std::size_t row) const {
        return std::span{values_}.subspan(row * metrics_, metrics_);
    }

    /// For the decoder: room for one more row, everything absent; returns its number.
    std::size_t add_row();
    void set_text(std::size_t row, std::size_t column, std::string_view text);
    void set_time(std::size_t row, Day day, int hour);
    void set_value(std::size_t row, std::size_t metric, Micros value) {
        values_[row * metrics_ + metric] = value;
    }
    void reserve(std::size_t rows);

private:
    struct Span {
        std::uint32_t offset = 0;
        std::uint32_t size = 0;
    };
    std::size_t texts_ = 0;
    std::size_t metrics_ = 0;
    std::string arena_;
    std::vector<Span> spans_;
    std::vector<Micros> values_;
    std::vector<std::int32_t> days_;
    std::vector<std::int8_t> hours_;
};

/// One answer. `unmodelled` holds members of `data` and, once each, metrics and dimensions nobody
/// asked for; `unreadable` the values that are neither a number nor "none" (at most 100).
struct ReportPage {
    PageInfo info;
    ReportRows rows;
    /// By metric, ReportRows::absent where there is none; empty when the answer has no totals.
    std::vector<Micros> totals;
    std::vector<Unmodelled> unmodelled;
    std::vector<Unmodelled> unreadable;
    /// Metrics and attributes asked for that at least one row did not have.
    std::vector<std::string> missing;
};

} // namespace bayme::tiktok
