// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/pages/campaigns_page.hpp"

#include "http/message.hpp"

#include <fmt/format.h>

namespace bayme::web {
namespace {

Html running_status(const CampaignRow& campaign) {
    switch (campaign.running) {
    case Running::active:
        return campaign.delivery.empty()
                   ? status(Tone::ok, campaign.status)
                   : status(Tone::warn, campaign.status + ", " + campaign.delivery);
    case Running::paused:
        return status(Tone::quiet, campaign.status);
    case Running::other:
        return status(Tone::warn, campaign.status);
    }
    return {};
}

/// In a table what holds it back stands below: beside it, it would push the figures out of sight.
Html status_lines(const CampaignRow& campaign) {
    if (campaign.running != Running::active || campaign.delivery.empty()) {
        return running_status(campaign);
    }
    return join({status(Tone::warn, campaign.status),
                 element("span", {classes("proof"), campaign.delivery})});
}

std::optional<std::string> shown_amount(const std::optional<Micros>& micros,
                                        const Currency& currency) {
    return micros ? std::optional{format_amount(*micros, currency)} : std::nullopt;
}

/// Five cells of one day. Only `on_phone` days keep cost and cost per action on a narrow screen.
Html day_cells(const std::optional<DayFigures>& figures, const Currency& currency, CellState state,
               bool on_phone) {
    const std::string sure = state == CellState::complete ? "sure" : "unsure";
    const std::string wide = "wide " + sure;
    const std::string narrow = on_phone ? sure : wide;
    const auto cell = [&](const std::optional<std::string>& number, const std::string& names) {
        return number_cell(figures ? number : std::nullopt, names);
    };
    const auto day = figures.value_or(DayFigures{});
    return join({cell(format_amount(day.spend, currency), narrow + " first"),
                 cell(format_count(day.impressions), wide), cell(format_count(day.clicks), wide),
                 cell(format_count(day.conversions), wide),
                 cell(shown_amount(day.cost_per_action(), currency), narrow)});
}

Html day_head(std::string_view words, Day day, CellState state, std::string_view class_names) {
    return element("th",
                   {attribute("scope", "colgroup"), attribute("colspan", "5"), classes(class_names),
                    words, " ", element("small", {format_short_day(day)}), " ", cell_mark(state)});
}

Html metric_heads(const Currency& currency, bool on_phone) {
    const std::string narrow = on_phone ? "number" : "number wide";
    return join({head_cell("Cost", narrow + " first", currency.text()),
                 head_cell("Impressions", "number wide"), head_cell("Clicks", "number wide"),
                 head_cell("Conversions", "number wide"),
                 head_cell("CPA", narrow, currency.text())});
}

std::string campaign_address(const AdvertiserId& account, const CampaignId& campaign) {
    return fmt::format("/app/campaigns/{}?account={}", http::percent_encode(campaign.text()),
                       http::percent_encode(account.text()));
}

Html draft_form(const StaffFrame& frame, const AdvertiserId& account, const CampaignRow& campaign,
                ButtonKind kind) {
    if (campaign.running == Running::other) {
        return {};
    }
    const bool pause = campaign.running == Running::active;
    return drafting_form(
        frame, "/app/plans",
        join({hidden_input("account", account.text()), hidden_input("campaign", campaign.id.text()),
              hidden_input("change", pause ? "pause" : "enable"),
              button(pause ? "Pause" : "Enable", kind)}),
        "inline");
}

/// The budget leads to the form that changes it.
Html budget_cell(const CampaignsView& view, const CampaignRow& campaign,
                 const std::string& address) {
    const auto amount = shown_amount(campaign.budget, view.currency);
    if (!amount || !view.may_draft) {
        return number_cell(amount, "wide");
    }
    return element("td", {classes("number wide"),
                          element("a", {href(address + "#budget"),
                                        attribute("title", "Change the budget"), *amount})});
}

Html campaign_row(const StaffFrame& frame, const CampaignsView& view, const CampaignRow& campaign) {
    const auto address = campaign_address(view.account, campaign.id);
    const auto name =
        element("a", {href(address), attribute("title", campaign.name), foreign(campaign.name)});
    const auto change =
        when(view.may_draft,
             element("td", {classes("row-actions wide"),
                            draft_form(frame, view.account, campaign, ButtonKind::plain)}));
    return element("tr",
                   {element("th", {attribute("scope", "row"), classes("name"), name,
                                   element("span", {classes("phone"), status_lines(campaign)})}),
                    element("td", {classes("wide"), status_lines(campaign)}),
                    budget_cell(view, campaign, address),
                    day_cells(campaign.yesterday, view.currency, view.yesterday, false),
                    day_cells(campaign.today, view.currency, view.today, true), change});
}

Html head_rows(const CampaignsView& view) {
    const auto today = view.freshness.offset.day_of(view.freshness.now);
    const auto first = element(
        "tr", {classes("groups"), element("td", {attribute("colspan", "3"), classes("lead")}),
               day_head("Yesterday", today.plus(-1), view.yesterday, "first wide"),
               day_head("Today", today, view.today, "first"),
               when(view.may_draft, element("td", {classes("wide")}))});
    const auto second =
        element("tr", {head_cell("Campaign"), head_cell("Status", "wide"),
                       head_cell("Budget", "number wide", view.currency.text()),
                       metric_heads(view.currency, false), metric_heads(view.currency, true),
                       when(view.may_draft, head_cell("Change", "row-actions wide"))});
    return join({first, second});
}

/// "12.50 EUR, 1,200 impressions, 30 clicks, 2 conversions, CPA 6.25".
Html day_in_words(const std::optional<DayFigures>& figures, const Currency& currency) {
    if (!figures) {
        return text("not fetched");
    }
    const auto cpa = shown_amount(figures->cost_per_action(), currency);
    return text(fmt::format("{} {}, {} impressions, {} clicks, {} conversions{}",
                            format_amount(figures->spend, currency), currency.text(),
                            format_count(figures->impressions), format_count(figures->clicks),
                            format_count(figures->conversions), cpa ? ", CPA " + *cpa : ""));
}

/// What the marks of the days mean, for those who cannot point at them.
Html marks_on_phone(const CampaignsView& view) {
    Html lines;
    for (const auto& [day, state] :
         {std::pair{"Yesterday", view.yesterday}, std::pair{"Today", view.today}}) {
        if (state != CellState::complete) {
            lines +=
                element("p", {classes("phone"), day, " ", cell_mark(state), ": ", explain(state)});
        }
    }
    return lines;
}

Html totals_row(const CampaignsView& view) {
    return element(
        "tr",
        {element("th",
                 {attribute("scope", "row"), "Total ",
                  element("small", {format_count(static_cast<std::int64_t>(view.campaigns.size())),
                                    " campaigns"}),
                  more_on_phone({{"Yesterday", day_in_words(view.total_yesterday, view.currency)},
                                 {"Today", day_in_words(view.total_today, view.currency)}})}),
         element("td", {classes("wide")}), element("td", {classes("wide")}),
         day_cells(view.total_yesterday, view.currency, view.yesterday, false),
         day_cells(view.total_today, view.currency, view.today, true),
         when(view.may_draft, element("td", {classes("wide")}))});
}

Html connect_form(const StaffFrame& frame, const CampaignsView& view) {
    return when(view.may_connect,
                post_form(frame, "/oauth/start/tiktok",
                          button("Connect TikTok", ButtonKind::primary), "inline"));
}

/// With the button that brings them.
Html no_campaigns(const StaffFrame& frame, const CampaignsView& view) {
    constexpr std::string_view what = "This account has no campaign that we know of.";
    if (!view.connected) {
        return empty_state(what,
                           view.may_connect ? "Its connection has ended: connect it again."
                                            : "Its connection has ended: an administrator can "
                                              "connect it again.",
                           connect_form(frame, view));
    }
    return empty_state(
        what,
        view.may_sync ? "A sync fetches what TikTok has." : "They appear after the next sync.",
        when(view.may_sync,
             post_form(frame, "/app/sync", button("Sync now", ButtonKind::primary), "inline")));
}

Html account_chooser(const CampaignsView& view) {
    Html options;
    for (const auto& choice : view.accounts) {
        options += element("option", {attribute("value", choice.id.text()),
                                      flag("selected", choice.id == view.account), choice.name});
    }
    return element(
        "form",
        {classes("inline filter"), attribute("method", "get"), action("/app/campaigns"),
         element("label", {attribute("for", "account"), "Account"}),
         element("select", {attribute("id", "account"), attribute("name", "account"), options}),
         button("Show")});
}

Html figure_tile(std::string_view words, const Html& mark, const std::optional<std::string>& value,
                 std::string_view unit) {
    return element("div",
                   {classes("tile"), element("span", {classes("tile-name"), words, " ", mark}),
                    element("span", {classes("tile-figure"), value.value_or("–"), " ",
                                     when(value.has_value(), element("small", {unit}))})});
}

Html budget_form(const StaffFrame& frame, const CampaignView& view) {
    const bool wrong = !view.budget_error.empty();
    const auto value = wrong || !view.campaign.budget
                           ? view.typed_budget
                           : format_micros(*view.campaign.budget, view.currency.digits());
    const auto label =
        view.campaign.budget_mode == "total" ? "New total budget" : "New daily budget";
    const Attribute described{"aria-describedby", "budget-error", wrong};
    const auto field =
        join({element("label", {attribute("for", "budget-amount"), label, " ",
                                element("small", {view.currency.text()})}),
              element("input", {attribute("id", "budget-amount"), attribute("name", "budget"),
                                attribute("inputmode", "decimal"), attribute("autocomplete", "off"),
                                flag("required"), attribute("value", value), described,
                                classes(wrong ? "wrong" : "")}),
              when(wrong, element("p", {attribute("id", "budget-error"), classes("field-error"),
                                        view.budget_error}))});
    return element(
        "section",
        {classes("card narrow"), attribute("id", "budget"), element("h2", {"Change the budget"}),
         drafting_form(frame, "/app/plans",
                       join({hidden_input("account", view.account.text()),
                             hidden_input("campaign", view.campaign.id.text()),
                             hidden_input("change", "budget"), field,
                             button("Draft a plan", ButtonKind::primary)}),
                       "stack"),
         element("p", {classes("meta"),
                       "Nothing changes on TikTok until the plan is reviewed and approved."})});
}

} // namespace

std::optional<Micros> DayFigures::cost_per_action() const {
    const auto ratio = ratio_micros(spend, conversions * micros_per_unit);
    return ratio ? std::optional{*ratio} : std::nullopt;
}

StaffPage campaigns_page(const StaffFrame& frame, const CampaignsView& view) {
    StaffPage page{.section = Section::campaigns,
                   .title = "Campaigns",
                   .meta = text(format_freshness(view.freshness)),
                   .actions = when(view.accounts.size() > 1, account_chooser(view)),
                   .trouble = view.trouble,
                   .body = {}};
    if (view.trouble) {
        return page;
    }
    if (view.account.empty()) {
        page.meta = {};
        page.body = empty_state("There are no campaigns, because no account is connected.",
                                view.may_connect ? "Connect a TikTok business: its accounts and "
                                                   "campaigns appear here."
                                                 : "An administrator can connect one.",
                                connect_form(frame, view));
        return page;
    }
    const auto about = element("p", {classes("lede"), foreign(view.account_name), " · ",
                                     view.currency.text(), " · ", view.freshness.offset.text()});
    if (view.campaigns.empty()) {
        page.body = join({about, no_campaigns(frame, view)});
        return page;
    }
    Html rows;
    for (const auto& campaign : view.campaigns) {
        rows += campaign_row(frame, view, campaign);
    }
    page.body =
        join({about, table_frame("Campaigns", head_rows(view), rows, totals_row(view), "campaigns"),
              marks_on_phone(view)});
    return page;
}

StaffPage campaign_page(const StaffFrame& frame, const CampaignView& view) {
    const auto& campaign = view.campaign;
    const auto tiles = [&](std::string_view day, const std::optional<DayFigures>& figures,
                           CellState state) {
        const auto shown = [&](std::string value) {
            return figures ? std::optional{std::move(value)} : std::nullopt;
        };
        const auto sums = figures.value_or(DayFigures{});
        return element(
            "section",
            {attribute("aria-label", day), element("h2", {day, " ", cell_mark(state)}),
             element("div",
                     {classes("tiles"),
                      figure_tile("Cost", {}, shown(format_amount(sums.spend, view.currency)),
                                  view.currency.text()),
                      figure_tile("Impressions", {}, shown(format_count(sums.impressions)), ""),
                      figure_tile("Clicks", {}, shown(format_count(sums.clicks)), ""),
                      figure_tile("Conversions", {}, shown(format_count(sums.conversions)), ""),
                      figure_tile("CPA", {}, shown_amount(sums.cost_per_action(), view.currency),
                                  view.currency.text())})});
    };
    const auto today = view.freshness.offset.day_of(view.freshness.now);
    const auto budget =
        campaign.budget
            ? fmt::format("{} {} per {}", format_amount(*campaign.budget, view.currency),
                          view.currency.text(),
                          campaign.budget_mode == "total" ? "lifetime" : "day")
            : "no budget at this level";
    const auto facts = element(
        "p",
        {classes("lede"),
         element("a", {href("/app/campaigns?account=" + http::percent_encode(view.account.text())),
                       foreign(view.account_name)}),
         " · ", running_status(campaign), " · ", budget, " · ",
         element("code", {campaign.id.text()})});
    StaffPage page{.section = Section::campaigns,
                   .title = campaign.name,
                   .meta = text(format_freshness(view.freshness)),
                   .actions = when(view.may_draft,
                                   draft_form(frame, view.account, campaign, ButtonKind::plain)),
                   .trouble = view.trouble,
                   .body = {}};
    page.body = join(
        {facts, tiles("Today " + format_short_day(today), campaign.today, view.today),
         tiles("Yesterday " + format_short_day(today.plus(-1)), campaign.yesterday, view.yesterday),
         when(view.may_draft && campaign.budget.has_value(), budget_form(frame, view)),
         view.history ? history_section(*view.history) : Html{}});
    return page;
}

} // namespace bayme::web
