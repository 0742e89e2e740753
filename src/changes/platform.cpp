// SPDX-License-Identifier: LicenseRef-Bayme
#include "changes/platform.hpp"

#include "sync/structure.hpp"

#include <algorithm>
#include <array>

namespace bayme::changes {
namespace {

using storage::ObjectLevel;
using storage::StepField;

std::unexpected<Error> gone(ObjectLevel level, const std::string& id) {
    return fail(ErrorCode::not_found, "TikTok has no {} {}", to_string(level), id);
}

/// The one object of a page that was asked for by id.
template <typename Call>
Result<LiveObject> only_object(const Call& page, const AdvertiserId& advertiser, ObjectLevel level,
                               const std::string& id, Instant seen_at) {
    if (!page) {
        return std::unexpected(page.error());
    }
    const auto& items = page->value.items;
    const auto found =
        std::ranges::find_if(items, [&](const auto& item) { return item.id.text() == id; });
    if (found == items.end()) {
        return gone(level, id);
    }
    LiveObject live{sync::mirrored(*found, advertiser, seen_at), std::nullopt};
    if constexpr (requires { found->scheduled_budget; }) {
        if (found->scheduled_budget.value_or(0) != 0) {
            live.scheduled_budget = found->scheduled_budget;
        }
    }
    return live;
}

tiktok::OperationStatus status_of(std::string_view text) {
    return text == "ENABLE" ? tiktok::OperationStatus::enable : tiktok::OperationStatus::disable;
}

Result<std::string> taken(const tiktok::Call<tiktok::StatusUpdate>& answer) {
    if (!answer) {
        return std::unexpected(answer.error());
    }
    if (!answer->value.refused.empty()) {
        Error error{ErrorCode::conflict, answer->value.refused.front().message};
        error.reason = "tiktok.refused";
        error.request_id = answer->facts.request_id;
        return fail(std::move(error));
    }
    return answer->facts.request_id;
}

Result<std::string> send_status(tiktok::Client& client, const tiktok::CallContext& context,
                                const SecretText& token, const storage::PlanStep& step) {
    const auto status = status_of(step.after);
    switch (step.level) {
    case ObjectLevel::campaign: {
        const std::array ids{CampaignId{step.object_id}};
        return taken(client.campaign_status_update(context, token, ids, status));
    }
    case ObjectLevel::adgroup: {
        const std::array ids{AdgroupId{step.object_id}};
        return taken(client.adgroup_status_update(context, token, ids, status));
    }
    default:
        break; // plans speak of no other level than ads
    }
    const std::array ids{AdId{step.object_id}};
    return taken(client.ad_status_update(context, token, ids, status));
}

Result<std::string> send_budget(tiktok::Client& client, const tiktok::CallContext& context,
                                const SecretText& token, const storage::PlanStep& step,
                                const LiveObject& live) {
    BAYME_TRY(const auto budget, parse_micros(step.after));
    if (step.level == ObjectLevel::campaign) {
        const auto answer =
            client.campaign_update(context, token, {CampaignId{step.object_id}, {}, budget});
        return answer ? Result<std::string>{answer->facts.request_id}
                      : std::unexpected(answer.error());
    }
    const std::array budgets{tiktok::AdgroupBudget{AdgroupId{step.object_id}, budget}};
    const auto effect = live.object.budget_mode == "BUDGET_MODE_TOTAL"
                            ? tiktok::BudgetEffect::now
                            : tiktok::BudgetEffect::tomorrow;
    const auto answer = client.adgroup_budget_update(context, token, budgets, effect);
    return answer ? Result<std::string>{answer->facts.request_id} : std::unexpected(answer.error());
}

} // namespace

std::string LiveObject::value(StepField field) const {
    if (field == StepField::operation_status) {
        return object.operation_status;
    }
    return object.budget_micros ? format_micros(*object.budget_micros) : "";
}

bool LiveObject::satisfies(const storage::PlanStep& step) const {
    const bool waits = step.field == StepField::budget && scheduled_budget.has_value();
    return (waits ? format_micros(*scheduled_budget) : value(step.field)) == step.after;
}

Result<LiveObject> read_live(tiktok::Client& client, const tiktok::CallContext& context,
                             const SecretText& token, ObjectLevel level, const std::string& id,
                             Instant seen_at) {
    const auto& advertiser = context.advertiser;
    tiktok::ObjectFilter filter{};
    switch (level) {
    case ObjectLevel::campaign:
        filter.campaign_ids = {CampaignId{id}};
        return only_object(client.campaigns(context, token, filter, {}), advertiser, level, id,
                           seen_at);
    case ObjectLevel::adgroup:
        filter.adgroup_ids = {AdgroupId{id}};
        return only_object(client.adgroups(context, token, filter, {}), advertiser, level, id,
                           seen_at);
    default:
        break; // plans speak of no other level than ads
    }
    filter.ad_ids = {AdId{id}};
    return only_object(client.ads(context, token, filter, {}), advertiser, level, id, seen_at);
}

Result<std::string> send_step(tiktok::Client& client, const tiktok::CallContext& context,
                              const SecretText& token, const storage::PlanStep& step,
                              const LiveObject& live) {
    return step.field == StepField::operation_status
               ? send_status(client, context, token, step)
               : send_budget(client, context, token, step, live);
}

} // namespace bayme::changes
