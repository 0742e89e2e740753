// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/load/report_question.hpp"

#include "base/json_text.hpp"

#include <algorithm>

namespace bayme::web {
namespace {

struct Known {
    std::string_view name;
    std::string_view words;
    bool usual;
};
constexpr Known known_dimensions[] = {{"advertiser", "Account", false},
                                      {"campaign", "Campaign", true},
                                      {"adgroup", "Ad group", false},
                                      {"ad", "Ad", false},
                                      {"day", "Day", true},
                                      {"hour", "Hour", false}};
// As data/metrics.json calls them, without what follows in brackets.
constexpr Known known_metrics[] = {{"spend", "Cost", true},
                                   {"impressions", "Impressions", true},
                                   {"clicks", "Clicks", true},
                                   {"ctr", "CTR", true},
                                   {"conversion", "Conversions", true},
                                   {"cost_per_conversion", "CPA", true},
                                   {"conversion_rate", "CVR", false},
                                   {"cpc", "CPC", false},
                                   {"cpm", "CPM", false},
                                   {"result", "Results", false},
                                   {"cost_per_result", "Cost per result", false}};

bool has(const std::vector<std::string>& list, std::string_view name) {
    return std::ranges::find(list, name) != list.end();
}

template <std::size_t count>
std::vector<ReportView::Choice> choices(const Known (&known)[count],
                                        const std::vector<std::string>* chosen) {
    std::vector<ReportView::Choice> all;
    for (const auto& one : known) {
        all.push_back({std::string{one.name}, std::string{one.words},
                       chosen != nullptr ? has(*chosen, one.name) : one.usual});
    }
    return all;
}

/// "campaign_name" -> "campaign".
std::string_view stem_of(std::string_view column) {
    for (const std::string_view ending : {"_name", "_id"}) {
        if (column.ends_with(ending)) {
            return column.substr(0, column.size() - ending.size());
        }
    }
    return column;
}

std::string_view without_minus(std::string_view order) {
    return order.starts_with('-') ? order.substr(1) : order;
}

/// The last moment of a day; what is no day stays as typed, for the operation to refuse.
std::string end_of(const std::string& day, UtcOffset offset) {
    const auto parsed = Day::parse(day);
    return parsed ? format_instant(offset.end_of(*parsed) - std::chrono::seconds{1}) : day;
}

} // namespace

ReportQuestion ReportQuestion::of(const Form& form) {
    ReportQuestion question{.accounts = form.all("account"),
                            .dimensions = form.all("dimension"),
                            .metrics = form.all("metric"),
                            .from = std::string{form.text("from")},
                            .to = std::string{form.text("to")},
                            .as_of = std::string{form.text("as_of")},
                            .order = std::string{form.text("order")}};
    const auto column = without_minus(question.order);
    if (!has(question.metrics, column) && !has(question.dimensions, stem_of(column))) {
        question.order.clear();
    }
    return question;
}

std::string ReportQuestion::json(UtcOffset offset, std::int64_t most_rows) const {
    JsonWriter json;
    json.begin_object()
        .key("dimensions")
        .raw(json_array(dimensions))
        .key("metrics")
        .raw(json_array(metrics))
        .member("from", from)
        .member("to", to)
        .key("advertiser_ids")
        .raw(json_array(accounts));
    json.member("limit", most_rows);
    if (!as_of.empty()) {
        json.member("as_of", end_of(as_of, offset));
    }
    if (!order.empty()) {
        json.key("order_by").raw(json_array({order}));
    }
    return json.end_object().take();
}

std::string ReportQuestion::address(std::string_view other_order) const {
    std::string query;
    const auto add = [&](std::string_view name, std::string_view value) {
        if (!value.empty()) {
            query += fmt::format("{}{}={}", query.empty() ? "?" : "&", name,
                                 http::percent_encode(value));
        }
    };
    for (const auto& account : accounts) {
        add("account", account);
    }
    for (const auto& dimension : dimensions) {
        add("dimension", dimension);
    }
    for (const auto& metric : metrics) {
        add("metric", metric);
    }
    add("from", from);
    add("to", to);
    add("as_of", as_of);
    add("order", other_order);
    return "/app/report" + query;
}

std::string ReportQuestion::next_order(std::string_view column, bool numeric) const {
    const bool is_sorted = without_minus(order) == column;
    const bool descending = is_sorted ? !order.starts_with('-') : numeric;
    return fmt::format("{}{}", descending ? "-" : "", column);
}

std::string column_words(std::string_view name) {
    const auto* metric = std::ranges::find(known_metrics, name, &Known::name);
    if (metric != std::end(known_metrics)) {
        return std::string{metric->words};
    }
    const auto* dimension = std::ranges::find(known_dimensions, stem_of(name), &Known::name);
    if (dimension != std::end(known_dimensions)) {
        return std::string{dimension->words};
    }
    return name == "currency" ? "Currency" : std::string{name};
}

std::vector<ReportView::Choice> dimension_choices(const std::vector<std::string>* chosen) {
    return choices(known_dimensions, chosen);
}

std::vector<ReportView::Choice> metric_choices(const std::vector<std::string>* chosen) {
    return choices(known_metrics, chosen);
}

} // namespace bayme::web
