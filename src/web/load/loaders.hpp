// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "web/pages/accounts_page.hpp"
#include "web/pages/campaigns_page.hpp"
#include "web/pages/jobs_page.hpp"
#include "web/pages/ledger_page.hpp"
#include "web/pages/plan_pages.hpp"
#include "web/pages/report_page.hpp"
#include "web/visit.hpp"

#include <map>
#include <string>

namespace bayme::web {

// From the answers of operations to what a page shows. A failure becomes the view's `trouble`, so
// that the page around it still stands.

/// A connection as the page that asks which of its accounts to keep shows it.
FoundAccounts found_accounts(const AnswerView& connection);
/// For who may manage connections; nothing for others.
struct ConnectionsView {
    std::vector<FoundAccounts> choices; ///< those for which nobody chose accounts yet
    std::vector<OpenConnection> open;   ///< those that have not ended, the choices included
};
ConnectionsView load_connections(const Visit& visit);
/// @return not_found when there is no such connection, or it has ended.
Result<OpenConnection> load_connection(const Visit& visit, const ConnectionId& id);
/// For who may manage connections; nothing for others.
OwnAccountsView load_own_accounts(const Visit& visit);
/// @return not_found when it is not connected, or no more.
Result<OpenOwnAccount> load_own_account(const Visit& visit, const ConnectionId& id);
AccountsView load_accounts(const Visit& visit, const StaffFrame& frame);
/// The account comes from the address; the first one without it.
CampaignsView load_campaigns(const Visit& visit, const StaffFrame& frame);
/// Nothing when it could not be read.
std::optional<HistoryView> load_history(const Visit& visit, const AdvertiserId& account,
                                        std::string_view level, std::string_view id,
                                        UtcOffset offset);
/// For who may manage connections; nothing for others.
std::vector<AttentionItem> load_attention(const Visit& visit);
/// A connection that has not ended, with what it may do.
Result<ConnectionPageView> load_connection_page(const Visit& visit, const StaffFrame& frame,
                                                const ConnectionId& id);
/// @return not_found when the account has no such campaign.
Result<CampaignView> load_campaign(const Visit& visit, const StaffFrame& frame,
                                   const AdvertiserId& account, const CampaignId& id);
/// The question comes from the address; without one, the form alone.
ReportView load_report(const Visit& visit, const StaffFrame& frame);
/// Range, account and page come from the address; without an account the rows are accounts.
LedgerView load_ledger(const Visit& visit, const StaffFrame& frame);
/// With a posted file: what comparing it told.
ReconcileView load_reconcile(const Visit& visit, const StaffFrame& frame);
void read_reconciliation(ReconcileView& view, const AnswerView& answer);
JobsView load_jobs(const Visit& visit, const StaffFrame& frame);
PlansView load_plans(const Visit& visit, const StaffFrame& frame);
/// @return the failure itself: without the plan there is no page.
Result<PlanView> load_plan(const Visit& visit, const StaffFrame& frame, const PlanId& id);

/// What pages say about an account they only have the id of.
struct AccountFacts {
    std::string name;
    std::string currency;
    UtcOffset offset;
    std::optional<Instant> reports_synced_at;
    bool connected = false;
};
/// Of every account the caller may see.
Result<std::map<AdvertiserId, AccountFacts>> load_account_facts(const Visit& visit);

/// The signed-in person as the frame says, others by the name that the answer has for them.
std::string name_of(const StaffFrame& frame, const AnswerView& actor, const AnswerView& name);
/// "22 Nov 14:51 UTC+1"; empty for nothing.
std::string format_moment(const std::optional<Instant>& moment, UtcOffset offset);

} // namespace bayme::web
