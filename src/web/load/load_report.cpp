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

template <std::size_t count>
std::vector<ReportView::Choice> choices(const Known (&known)[count],
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

struct Column {
    std::size_t at = 0; ///< in the answer's rows
    std::string name;
    std::string unit; ///< empty for what is no number
};

/// Ids give way to names where both are there.
std::vector<Column> shown_columns(const AnswerView& answer) {
    std::vector<Column> all;
    for (const auto& column : answer["columns"].items()) {
        all.push_back({all.size(), column["name"].text(), column["unit"].text()});
    }
    std::vector<Column> kept;
    for (const auto& column : all) {
        const auto stem = column.name.substr(0, column.name.rfind("_id"));
        const bool has_name = column.name.ends_with("_id") &&
                              std::ranges::find(all, stem + "_name", &Column::name) != all.end();
        if (!has_name) {
            kept.push_back(column);
        }
    }
    return kept;
}

std::string column_words(const std::string& name) {
    const auto stem = name.substr(0, name.rfind("_name"));
    for (const auto& known : known_metrics) {
        if (known.name == name) {
            return std::string{known.words};
        }
    }
    for (const auto& known : known_dimensions) {
        if (known.name == stem) {
            return std::string{known.words};
        }
    }
    return name == "currency" ? "Currency" : name;
}

std::vector<std::string> cells_of(const AnswerView& row, const std::vector<Column>& columns) {
    const auto cells = row["cells"].items();
    Currency currency;
    for (const auto& column : columns) {
        if (column.name == "currency" && column.at < cells.size()) {
            currency = Currency::parse(cells[column.at].text()).value_or(Currency{});
        }
    }
    std::vector<std::string> shown;
    for (const auto& column : columns) {
        const auto value = column.at < cells.size() ? cells[column.at] : AnswerView{};
        shown.push_back(column.unit.empty() ? value.text()
                                            : shown_value(value, column.unit, currency));
    }
    return shown;
}

void read_answer(ReportView& view, const AnswerView& answer, Instant now) {
    const auto columns = shown_columns(answer);
    for (const auto& column : columns) {
        view.columns.push_back({.words = column_words(column.name),
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
    view.worst = parse_cell_state(answer["worst_cell"].text());
    view.worst_explanation = fmt::format("{} of {} account days are complete. {}",
                                         format_count(answer["windows_complete"].integer()),
                                         format_count(answer["windows"].integer()),
                                         !view.as_of.empty() && view.worst == CellState::never
                                             ? "The others had not been fetched by then."
                                             : explain(view.worst));
    view.meta = text(fmt::format(
        "As known at {}", format_moment(answer["as_of"].instant().value_or(now), UtcOffset{})));
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
    if (form_sent && metrics.empty()) {
        view.trouble = to_trouble({ErrorCode::invalid_input, "nothing was ticked under Show"},
                                  "The report was not made", visit.request.request_id);
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
    read_answer(view, *answer, now);
    return view;
}

} // namespace bayme::web
