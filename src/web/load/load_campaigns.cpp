// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "web/load/loaders.hpp"

#include <algorithm>

namespace bayme::web {
namespace {

std::optional<Micros> micros_of(const AnswerView& decimal) {
    const auto micros = parse_micros(decimal.text());
    return micros ? std::optional{*micros} : std::nullopt;
}

std::optional<DayFigures> figures_of(const AnswerView& day) {
    if (!day) {
        return std::nullopt;
    }
    return DayFigures{.spend = micros_of(day["spend"]).value_or(0),
                      .impressions = day["impressions"].integer(),
                      .clicks = day["clicks"].integer(),
                      .conversions = day["conversions"].integer()};
}

struct Delivery {
    std::string_view status; ///< TikTok's, without its prefix
    std::string_view words;
};
constexpr Delivery deliveries[] = {
    {"BUDGET_EXCEED", "out of budget"},        {"ADVERTISER_ACCOUNT_PUNISH", "account suspended"},
    {"ADVERTISER_AUDIT", "account in review"}, {"ADVERTISER_AUDIT_DENY", "account rejected"},
    {"AWAITING_RELEASE", "not released yet"},
};

/// What holds a campaign back, in words; a status that is not known is TikTok's own, lower case.
std::string delivery_words(std::string status) {
    constexpr std::string_view prefix = "CAMPAIGN_STATUS_";
    if (status.starts_with(prefix)) {
        status.erase(0, prefix.size());
    }
    for (const auto& known : deliveries) {
        if (known.status == status) {
            return std::string{known.words};
        }
    }
    for (auto& letter : status) {
        letter = letter == '_'                    ? ' '
                 : letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a')
                                                  : letter;
    }
    return status;
}

void set_status(CampaignRow& row, const AnswerView& campaign) {
    const auto operation = campaign["operation_status"].text();
    const auto delivery = delivery_words(campaign["secondary_status"].text());
    if (campaign["deleted"].boolean()) {
        row.running = Running::other;
        row.status = "Deleted";
    } else if (operation == "ENABLE") {
        row.running = Running::active;
        row.status = "Active";
        row.delivery = delivery == "enable" ? "" : delivery;
    } else if (operation == "DISABLE") {
        row.running = Running::paused;
        row.status = "Paused";
    } else {
        row.running = Running::other;
        row.status = delivery.empty() ? "Unknown" : delivery;
    }
}

CampaignRow row_of(const AnswerView& campaign) {
    CampaignRow row;
    row.id = CampaignId{campaign["campaign_id"].text()};
    row.name = campaign["name"].text();
    set_status(row, campaign);
    row.budget = micros_of(campaign["budget"]);
    row.budget_mode = campaign["budget_mode"].text() == "BUDGET_MODE_TOTAL" ? "total" : "day";
    row.yesterday = figures_of(campaign["yesterday"]);
    row.today = figures_of(campaign["today"]);
    return row;
}

Freshness freshness_of(const Visit& visit, const AnswerView& answer) {
    auto as_of = answer["today"]["facts_at"].instant();
    if (!as_of) {
        as_of = answer["yesterday"]["facts_at"].instant();
    }
    return {.as_of = as_of,
            .offset = UtcOffset::parse_zone(answer["offset"].text()).value_or(UtcOffset{}),
            .now = visit.shop.clock.now()};
}

Result<AnswerView> ask(const Visit& visit, const AdvertiserId& account) {
    return visit.call(
        "campaigns.list",
        JsonWriter{}.begin_object().member("advertiser_id", account.text()).end_object().text());
}

} // namespace

CampaignsView load_campaigns(const Visit& visit, const StaffFrame& frame) {
    CampaignsView view;
    view.freshness.now = visit.shop.clock.now();
    view.may_draft = frame.may("draft_changes");
    view.may_sync = frame.may("run_sync");
    view.may_connect = frame.may("manage_connections");
    const auto fail_with = [&](const Error& error) {
        view.trouble =
            to_trouble(error, "The campaigns could not be read", visit.request.request_id);
        return view;
    };
    const auto accounts = load_account_facts(visit);
    if (!accounts) {
        return fail_with(accounts.error());
    }
    for (const auto& [id, facts] : *accounts) {
        view.accounts.push_back({id, facts.name});
    }
    if (view.accounts.empty()) {
        return view;
    }
    view.account = AdvertiserId{visit.form.text("account")};
    if (view.account.empty()) {
        view.account = view.accounts.front().id;
    }
    const auto facts = accounts->find(view.account);
    view.connected = facts != accounts->end() && facts->second.connected;
    const auto answer = ask(visit, view.account);
    if (!answer) {
        return fail_with(answer.error());
    }
    view.account_name = (*answer)["advertiser_name"].text();
    view.currency = Currency::parse((*answer)["currency"].text()).value_or(Currency{});
    view.freshness = freshness_of(visit, *answer);
    view.yesterday = parse_cell_state((*answer)["yesterday"]["state"].text());
    view.today = parse_cell_state((*answer)["today"]["state"].text());
    for (const auto& campaign : (*answer)["campaigns"].items()) {
        view.campaigns.push_back(row_of(campaign));
    }
    view.total_yesterday = figures_of((*answer)["total_yesterday"]);
    view.total_today = figures_of((*answer)["total_today"]);
    return view;
}

Result<CampaignView> load_campaign(const Visit& visit, const StaffFrame& frame,
                                   const AdvertiserId& account, const CampaignId& id) {
    BAYME_TRY(const auto answer, ask(visit, account));
    const auto campaigns = answer["campaigns"].items();
    const auto found = std::ranges::find_if(campaigns, [&](const AnswerView& campaign) {
        return campaign["campaign_id"].text() == id.text();
    });
    if (found == campaigns.end()) {
        return fail(ErrorCode::not_found, "the account {} has no campaign {}", account, id);
    }
    CampaignView view;
    view.account = account;
    view.account_name = answer["advertiser_name"].text();
    view.currency = Currency::parse(answer["currency"].text()).value_or(Currency{});
    view.freshness = freshness_of(visit, answer);
    view.yesterday = parse_cell_state(answer["yesterday"]["state"].text());
    view.today = parse_cell_state(answer["today"]["state"].text());
    view.campaign = row_of(*found);
    view.may_draft = frame.may("draft_changes");
    view.history = load_history(visit, account, "campaign", id.text(), view.freshness.offset);
    return view;
}

} // namespace bayme::web
