// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/base64.hpp"
#include "base/json_text.hpp"
#include "http/message.hpp"
#include "web/load/loaders.hpp"

#include <algorithm>

namespace bayme::web {
namespace {

constexpr std::size_t rows_per_page = 50;
constexpr std::int64_t most_gaps = 50;

/// "campaign_day" -> "campaign, day".
std::string cube_words(std::string cube) {
    const auto part = cube.find('_');
    if (part != cube.npos) {
        cube.replace(part, 1, ", by ");
    }
    if (cube.starts_with("adgroup")) {
        return "ad group" + cube.substr(7);
    }
    return cube.starts_with("advertiser") ? "account" + cube.substr(10) : cube;
}

std::string json_of(const Visit& visit, std::string_view rows) {
    JsonWriter json;
    json.begin_object();
    for (const auto* name : {"from", "to"}) {
        if (const auto value = visit.form.text(name); !value.empty()) {
            json.member(name, value);
        }
    }
    if (const auto account = visit.form.text("account"); !account.empty()) {
        json.key("advertiser_ids").raw(json_array({std::string{account}}));
    }
    if (rows.empty()) {
        json.member("limit", most_gaps);
    } else {
        json.member("rows", rows);
    }
    return json.end_object().take();
}

std::string cost_words(const AnswerView& fill) {
    const auto calls = fill["calls"].integer();
    return fmt::format("{} {} {}, {} s of TikTok's limit",
                       fill["rows_known"].boolean() ? "about" : "at least", format_count(calls),
                       calls == 1 ? "call" : "calls", format_count(fill["seconds"].integer()));
}

void read_days(LedgerView& view, const AnswerView& map) {
    view.from = map["from"].text();
    view.to = map["to"].text();
    view.days_per_tile = map["days_per_tile"].integer();
    const auto first = Day::parse(view.from);
    const auto last = Day::parse(view.to);
    if (first && last) {
        for (auto day = *first; day <= *last;
             day = day.plus(static_cast<int>(view.days_per_tile))) {
            view.days.push_back(day.text());
        }
    }
    for (const auto& letter : map["legend"].items()) {
        view.legend.push_back(
            {letter["letter"].text(), letter["state"].text(), letter["words"].text()});
    }
}

void read_rows(LedgerView& view, const AnswerView& map, std::string_view page) {
    const auto rows = map["rows"].items();
    view.pages = static_cast<std::int64_t>((rows.size() + rows_per_page - 1) / rows_per_page);
    for (const char digit : page.substr(0, 6)) {
        view.page = digit >= '0' && digit <= '9' ? view.page * 10 + (digit - '0') : view.page;
    }
    view.page = std::clamp<std::int64_t>(page.empty() ? 1 : view.page, 1,
                                         std::max<std::int64_t>(view.pages, 1));
    const auto first = static_cast<std::size_t>(view.page - 1) * rows_per_page;
    for (std::size_t i = first; i < std::min(rows.size(), first + rows_per_page); ++i) {
        const auto& row = rows[i];
        const auto cube = row["cube"].text();
        const auto id = row["advertiser_id"].text();
        const auto name = row["name"].text();
        view.account_name = name.empty() ? id : name;
        view.rows.push_back(
            {.name = cube.empty() ? view.account_name : cube_words(cube),
             .address = cube.empty() ? fmt::format("/app/ledger?from={}&to={}&account={}",
                                                   view.from, view.to, http::percent_encode(id))
                                     : std::string{},
             .tiles = row["tiles"].text(),
             .windows = row["windows"].integer(),
             .complete = row["complete"].integer(),
             .gaps = row["gaps"].integer(),
             .overdue = row["overdue"].integer(),
             .oldest = format_moment(row["oldest_fetch"].instant(), UtcOffset{})});
    }
}

void read_gaps(LedgerView& view, const AnswerView& list,
               const std::map<AdvertiserId, AccountFacts>& accounts) {
    view.gap_count = list["count"].integer();
    view.cost = cost_words(list["fill"]);
    for (const auto& gap : list["gaps"].items()) {
        const AdvertiserId id{gap["advertiser_id"].text()};
        const auto account = accounts.find(id);
        const auto from = Day::parse(gap["from"].text());
        const auto to = Day::parse(gap["to"].text());
        view.gaps.push_back(
            {.account = account == accounts.end() ? id.text() : account->second.name,
             .cube = cube_words(gap["cube"].text()),
             .days = !from || !to ? std::string{}
                     : *from == *to
                         ? format_short_day(*from)
                         : fmt::format("{} to {}", format_short_day(*from), format_short_day(*to)),
             .state = std::string{to_words(parse_cell_state(gap["state"].text()))},
             .calls = gap["fill"]["calls"].integer()});
    }
}

} // namespace

LedgerView load_ledger(const Visit& visit, const StaffFrame& frame) {
    LedgerView view;
    view.from = visit.form.text("from");
    view.to = visit.form.text("to");
    view.account = visit.form.text("account");
    view.may_fetch = frame.may("run_sync");
    const auto fail_with = [&](const Error& error) {
        view.trouble = to_trouble(error, "The ledger could not be read", visit.request.request_id);
        return view;
    };
    const auto accounts = load_account_facts(visit);
    if (!accounts) {
        return fail_with(accounts.error());
    }
    const auto map =
        visit.call("ledger.map", json_of(visit, view.account.empty() ? "account" : "cube"));
    if (!map) {
        return fail_with(map.error());
    }
    read_days(view, *map);
    view.page = 0;
    read_rows(view, *map, visit.form.text("page"));
    const auto gaps = visit.call("ledger.gaps", json_of(visit, {}));
    if (!gaps) {
        return fail_with(gaps.error());
    }
    read_gaps(view, *gaps, *accounts);
    return view;
}

ReconcileView load_reconcile(const Visit& visit, const StaffFrame& /*frame*/) {
    ReconcileView view;
    const auto accounts = load_account_facts(visit);
    if (!accounts) {
        view.trouble = to_trouble(accounts.error(), "The accounts could not be read",
                                  visit.request.request_id);
        return view;
    }
    for (const auto& [id, facts] : *accounts) {
        view.accounts.push_back({id.text(), facts.name});
    }
    if (visit.request.method != http::Method::post) {
        return view;
    }
    JsonWriter json;
    json.begin_object().member("file_base64", to_base64(visit.form.text("file")));
    if (const auto account = visit.form.text("account"); !account.empty()) {
        json.key("advertiser_ids").raw(json_array({std::string{account}}));
    }
    for (const auto* name : {"from", "to"}) {
        if (const auto value = visit.form.text(name); !value.empty()) {
            json.member(name, value);
        }
    }
    const auto answer = visit.call("reconcile.run", json.end_object().take());
    if (!answer) {
        view.trouble =
            to_trouble(answer.error(), "The file was not compared", visit.request.request_id);
        return view;
    }
    read_reconciliation(view, *answer);
    return view;
}

void read_reconciliation(ReconcileView& view, const AnswerView& answer) {
    view.compared = true;
    view.agrees = answer["agrees"].boolean();
    view.summary = fmt::format(
        "{} to {}: of {} cells {} are equal, {} equal at the digits the file shows, {} different.",
        answer["from"].text(), answer["to"].text(), format_count(answer["cells"].integer()),
        format_count(answer["equal"].integer()), format_count(answer["rounded"].integer()),
        format_count(answer["different"].integer()));
    for (const auto& reason : answer["reasons"].items()) {
        view.reasons.push_back(fmt::format("{} × {}", format_count(reason["cells"].integer()),
                                           reason["words"].text()));
    }
    for (const auto& one : answer["differences"].items()) {
        const auto name = one["name"].text();
        const auto object = one["object_id"].text();
        view.differences.push_back({.line = one["line"].text(),
                                    .object = !name.empty()     ? name
                                              : !object.empty() ? object
                                                                : one["advertiser_id"].text(),
                                    .day = one["day"].text(),
                                    .metric = one["metric"].text(),
                                    .exported = one["line"] ? one["exported"].text() : "not listed",
                                    .held = one["held"].text(),
                                    .reason = one["reason"].text()});
    }
    for (const auto& problem : answer["problems"].items()) {
        view.notes.push_back(fmt::format("Line {} was not compared: {}.", problem["line"].integer(),
                                         problem["text"].text()));
    }
    for (const auto& column : answer["unknown_columns"].texts()) {
        view.notes.push_back(fmt::format("The column \"{}\" is not known here.", column));
    }
    for (const auto& metric : answer["not_compared"].texts()) {
        view.notes.push_back(
            fmt::format("{} does not add up over several days: not compared.", metric));
    }
}

} // namespace bayme::web
