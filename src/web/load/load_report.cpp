// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "web/load/loaders.hpp"

#include <algorithm>

namespace bayme::web {
namespace {

constexpr std::int64_t most_rows = 500;

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

template <std::size_t Count>
std::vector<ReportView::Choice> choices(const Known (&known)[Count],
                                        const std::vector<std::string>& chosen, bool asked) {
    std::vector<ReportView::Choice> all;
    for (const auto& one : known) {
        const bool on = asked ? std::ranges::find(chosen, one.name) != chosen.end() : one.usual;
        all.push_back({std::string{one.name}, std::string{one.words}, on});
    }
    return all;
}

/// Decimals people read; the exact value is in exports.
std::string shown_value(const AnswerView& value, std::string_view unit, const Currency& currency) {
    if (!value) {
        return {};
    }
    const auto micros = parse_micros(value.text());
    if (!micros) {
        return value.text();
    }
    if (unit == "money") {
        return format_amount(*micros, currency);
    }
    return format_decimal(*micros, unit == "count" ? 0 : 2);
}

std::string unit_words(std::string_view unit) {
    return unit == "percent" ? "%" : unit == "seconds" ? "s" : "";
}

struct Shown {
    std::string name;
    std::string unit; ///< empty for what is no number
};

/// Ids give way to names where both are there.
std::vector<Shown> shown_columns(const AnswerView& answer) {
    std::vector<Shown> all;
    for (const auto& column : answer["columns"].items()) {
        all.push_back({column["name"].text(), column["unit"].text()});
    }
    std::vector<Shown> kept;
    for (const auto& column : all) {
        const auto stem = column.name.substr(0, column.name.rfind("_id"));
        const bool has_name =
            column.name.ends_with("_id") && std::ranges::any_of(all, [&](const Shown& other) {
                return other.name == stem + "_name";
            });
        if (!has_name) {
            kept.push_back(column);
        }
    }
    return kept;
}

std::string column_words(const AnswerView& answer, const std::string& name) {
    for (const auto& column : answer["columns"].items()) {
        if (column["name"].text() == name && column["title"]) {
            return column["title"].text();
        }
    }
    auto words = name.substr(0, name.rfind("_name"));
    std::ranges::replace(words, '_', ' ');
    if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') {
        words[0] = static_cast<char>(words[0] - 'a' + 'A');
    }
    return words;
}

std::vector<std::string> cells_of(const AnswerView& row, const std::vector<Shown>& columns) {
    const auto currency = Currency::parse(row["currency"].text()).value_or(Currency{});
    std::vector<std::string> cells;
    for (const auto& column : columns) {
        const auto value = row[column.name];
        cells.push_back(column.unit.empty() ? value.text()
                                            : shown_value(value, column.unit, currency));
    }
    return cells;
}

std::string explain_worst(const AnswerView& provenance, CellState state,
                          const std::map<AdvertiserId, AccountFacts>& accounts) {
    const AdvertiserId advertiser{provenance["worst_advertiser_id"].text()};
    const auto account = accounts.find(advertiser);
    const auto where = fmt::format("{} of {} days and accounts are complete. ",
                                   format_count(provenance["complete"].integer()),
                                   format_count(provenance["windows"].integer()));
    const auto day = provenance["worst_day"].text();
    const auto worst = day.empty() ? std::string{}
                                   : fmt::format("Furthest behind: {}, {}. ",
                                                 account == accounts.end() ? advertiser.text()
                                                                           : account->second.name,
                                                 day);
    return where + worst + std::string{explain(state)};
}

void read_answer(ReportView& view, const AnswerView& answer,
                 const std::map<AdvertiserId, AccountFacts>& accounts, Instant now) {
    const auto columns = shown_columns(answer);
    for (const auto& column : columns) {
        view.columns.push_back({.words = column_words(answer, column.name),
                                .unit = unit_words(column.unit),
                                .numeric = !column.unit.empty()});
    }
    for (const auto& row : answer["rows"].items()) {
        view.rows.push_back(cells_of(row, columns));
    }
    for (const auto& total : answer["totals"].items()) {
        view.totals.push_back(cells_of(total, columns));
        if (!columns.empty() && columns.front().unit.empty()) {
            view.totals.back().front() = "Total";
        }
    }
    const auto before = answer["rows_before_limit"].integer();
    view.left_out = static_cast<std::size_t>(
        std::max<std::int64_t>(0, before - static_cast<std::int64_t>(view.rows.size())));
    const auto provenance = answer["provenance"];
    view.worst = parse_cell_state(provenance["worst_cell"].text());
    view.worst_explanation = explain_worst(provenance, view.worst, accounts);
    if (const auto oldest = provenance["oldest_facts"].instant()) {
        view.meta =
            text(fmt::format("Oldest figures as of {}, {} old", format_moment(oldest, UtcOffset{}),
                             format_age(now - *oldest)));
    }
}

std::string question_json(const Form& form, const std::vector<std::string>& accounts,
                          const std::vector<std::string>& dimensions,
                          const std::vector<std::string>& metrics) {
    JsonWriter json;
    json.begin_object()
        .key("dimensions")
        .raw(json_array(dimensions))
        .key("metrics")
        .raw(json_array(metrics))
        .member("from", form.text("from"))
        .member("to", form.text("to"))
        .key("advertiser_ids")
        .raw(json_array(accounts));
    json.member("limit", most_rows);
    if (const auto as_of = form.text("as_of"); !as_of.empty()) {
        json.member("as_of", fmt::format("{}T23:59:59Z", as_of));
    }
    return json.end_object().take();
}

} // namespace

ReportView load_report(const Visit& visit, const StaffFrame& /*frame*/) {
    const auto now = visit.shop.clock.now();
    const auto dimensions = visit.form.all("dimension");
    const auto metrics = visit.form.all("metric");
    const auto chosen = visit.form.all("account");
    ReportView view;
    view.asked = !metrics.empty();
    const bool form_sent = !visit.form.text("from").empty();
    view.dimensions = choices(known_dimensions, dimensions, form_sent);
    view.metrics = choices(known_metrics, metrics, form_sent);
    const Day today{std::chrono::floor<std::chrono::days>(now)};
    view.from = form_sent ? std::string{visit.form.text("from")} : today.plus(-6).text();
    view.to = form_sent ? std::string{visit.form.text("to")} : today.text();
    view.as_of = visit.form.text("as_of");

    const auto accounts = load_account_facts(visit);
    if (!accounts) {
        view.trouble = to_trouble(accounts.error(), "The accounts could not be read",
                                  visit.request.request_id);
        return view;
    }
    for (const auto& [id, facts] : *accounts) {
        const bool on = chosen.empty() || std::ranges::find(chosen, id.text()) != chosen.end();
        view.accounts.push_back({id.text(), facts.name, on});
    }
    if (!view.asked) {
        return view;
    }
    const auto answer =
        visit.call("reports.query", question_json(visit.form, chosen, dimensions, metrics));
    if (!answer) {
        view.trouble =
            to_trouble(answer.error(), "The report was not made", visit.request.request_id);
        return view;
    }
    read_answer(view, *answer, *accounts, now);
    return view;
}

} // namespace bayme::web
