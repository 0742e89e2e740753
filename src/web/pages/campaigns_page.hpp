// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/id.hpp"
#include "web/figures.hpp"
#include "web/pages/history_section.hpp"
#include "web/staff_shell.hpp"

#include <optional>
#include <string>
#include <vector>

namespace bayme::web {

/// Sums of one day. Cost per action is computed here, from the sums, never averaged.
struct DayFigures {
    Micros spend = 0;
    std::int64_t impressions = 0;
    std::int64_t clicks = 0;
    std::int64_t conversions = 0;

    /// Nothing without a conversion.
    [[nodiscard]] std::optional<Micros> cost_per_action() const;
};

enum class Running { active, paused, other };

struct CampaignRow {
    CampaignId id;
    std::string name;
    Running running = Running::other;
    std::string status;        ///< in words: "Active", "Paused", or TikTok's own
    std::string delivery = {}; ///< what holds an active one back, in TikTok's word
    std::optional<Micros> budget;
    std::string budget_mode; ///< "day", "total"; empty without a budget
    std::optional<DayFigures> yesterday;
    std::optional<DayFigures> today;
};

struct CampaignsView {
    struct Choice {
        AdvertiserId id;
        std::string name;
    };
    AdvertiserId account;
    std::string account_name;
    std::vector<Choice> accounts; ///< to choose from
    Currency currency;
    Freshness freshness;
    CellState yesterday = CellState::never;
    CellState today = CellState::never;
    std::vector<CampaignRow> campaigns;
    std::optional<DayFigures> total_yesterday; ///< nothing while the day was never read
    std::optional<DayFigures> total_today;
    /// The account's connection stands, so that a sync can bring its campaigns.
    bool connected = false;
    bool may_draft = false;
    bool may_sync = false;
    bool may_connect = false;
    std::optional<Trouble> trouble;
};

StaffPage campaigns_page(const StaffFrame& frame, const CampaignsView& view);

/// One campaign: its figures, and the forms that draft a change of it.
struct CampaignView {
    AdvertiserId account;
    std::string account_name;
    Currency currency;
    Freshness freshness;
    CellState yesterday = CellState::never;
    CellState today = CellState::never;
    CampaignRow campaign;
    std::optional<HistoryView> history = {}; ///< nothing when it could not be read
    bool may_draft = false;
    /// What was typed and why it was refused, after a failed attempt.
    std::string typed_budget;
    std::string budget_error;
    std::optional<Trouble> trouble;
};
StaffPage campaign_page(const StaffFrame& frame, const CampaignView& view);

} // namespace bayme::web
