// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "sandbox/business_endpoints.hpp"
#include "sandbox/dice.hpp"
#include "sandbox/paging.hpp"
#include "sandbox/pixels.hpp"
#include "sandbox/rules.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bayme::sandbox {

namespace {

constexpr std::string_view center_name = "Sandbox Group";

std::optional<Refusal> center_refusal(const Platform& platform, const Call& call) {
    if (call.parameters.text("bc_id") == business_center_id(platform.world)) {
        return std::nullopt;
    }
    return Refusal{40001, fmt::format("No permission to operate business center {}.",
                                      call.parameters.text("bc_id"))};
}

/// The accounts that the token may see, as far as their name holds the keyword.
std::vector<const Account*> accounts_of(const Platform& platform, const Call& call) {
    const auto keyword = call.parameters.object("filtering").text("keyword");
    std::vector<const Account*> found;
    for (const auto& id : call.grant->consent.advertiser_ids) {
        const auto* const account = platform.world.find_account(id);
        if (account->name.contains(keyword) || account->id.contains(keyword)) {
            found.push_back(account);
        }
    }
    return found;
}

bool is_suspended(const Account& account, Seconds now) {
    return account.suspended && now >= *account.suspended;
}

Minor balance_of(const Account& account) {
    return static_cast<Minor>(mix(static_cast<std::uint64_t>(account.created)) % 900'000);
}

/// `write` adds the members of one object.
template <typename Item, typename Write>
Answer paged_objects(const Call& call, std::string_view name, const std::vector<Item>& found,
                     Write write) {
    return paged(call, name, found, [&](std::string& out, const Item& item) {
        JsonWriter object;
        object.begin_object();
        write(object, item);
        out += object.end_object().text();
    });
}

void write_amounts(JsonWriter& out, Minor amount, int digits) {
    for (const auto* const name :
         {"account_balance", "valid_account_balance", "cash_balance", "valid_cash_balance"}) {
        out.key(name).number(minor_number(amount, digits));
    }
    for (const auto* const name :
         {"frozen_balance", "tax", "grant_balance", "valid_grant_balance"}) {
        out.key(name).number("0.0");
    }
}

} // namespace

Answer list_business_centers(Platform& platform, const Call& call) {
    const std::vector<std::string> found{business_center_id(platform.world)};
    return paged_objects(call, "list", found, [](JsonWriter& out, const std::string& id) {
        out.key("bc_info")
            .begin_object()
            .member("bc_id", id)
            .member("name", center_name)
            .member("company", center_name)
            .member("currency", "USD")
            .member("registered_area", "US")
            .member("status", "ENABLE")
            .member("timezone", "UTC")
            .member("type", "NORMAL")
            .member("verification_status", "VERIFIED")
            .end_object()
            .member("user_role", "ADMIN")
            .key("ext_user_role")
            .begin_object()
            .member("finance_role", "MANAGER")
            .end_object();
    });
}

Answer list_business_assets(Platform& platform, const Call& call) {
    if (auto refusal = center_refusal(platform, call)) {
        return *refusal;
    }
    const auto type = call.parameters.text("asset_type");
    std::vector<std::pair<const Account*, std::string>> found;
    for (const auto* const account : accounts_of(platform, call)) {
        if (type == "ADVERTISER") {
            found.emplace_back(account, account->id);
        }
        for (std::uint64_t i = 0; type == "PIXEL" && i < pixels_each; ++i) {
            found.emplace_back(account, pixel_id(*account, i));
        }
    }
    return paged_objects(call, "list", found, [&](JsonWriter& out, const auto& row) {
        const auto& [account, id] = row;
        out.member("asset_type", type)
            .member("asset_id", id)
            .member("asset_name", account->name)
            .member("relation_type", "OWNER_BC")
            .member("relation_status", "BOUND")
            .member("owner_bc_name", center_name);
        if (type == "ADVERTISER") {
            out.member("advertiser_status", is_suspended(*account, call.now)
                                                ? "SHOW_ACCOUNT_STATUS_PUNISHED"
                                                : "SHOW_ACCOUNT_STATUS_APPROVED")
                .member("advertiser_account_type", "AUCTION")
                .member("advertiser_role", "ADMIN");
        }
    });
}

Answer show_business_balance(Platform& platform, const Call& call) {
    if (auto refusal = center_refusal(platform, call)) {
        return *refusal;
    }
    const auto amount = static_cast<Minor>(mix(platform.world.seed) % 90'000'000);
    JsonWriter out;
    out.begin_object()
        .member("bc_id", business_center_id(platform.world))
        .member("currency", "USD");
    write_amounts(out, amount, 2);
    return Answer{out.end_object().take()};
}

Answer list_balances(Platform& platform, const Call& call) {
    if (auto refusal = center_refusal(platform, call)) {
        return *refusal;
    }
    const auto wanted = call.parameters.object("filtering").texts("advertiser_status");
    auto found = accounts_of(platform, call);
    const auto status_of_account = [&](const Account& account) -> std::string {
        return is_suspended(account, call.now) ? "SHOW_ACCOUNT_STATUS_PUNISHED"
                                               : "SHOW_ACCOUNT_STATUS_APPROVED";
    };
    std::erase_if(found, [&](const Account* account) {
        return !wanted.empty() &&
               std::ranges::find(wanted, status_of_account(*account)) == wanted.end();
    });
    return paged_objects(
        call, "advertiser_account_list", found, [&](JsonWriter& out, const Account* account) {
            out.member("advertiser_id", account->id)
                .member("advertiser_name", account->name)
                .member("advertiser_status", status_of_account(*account))
                .member("advertiser_type", "AUCTION")
                .member("timezone", account->timezone)
                .member("currency", account->currency)
                .member("company", account->name)
                .member("account_open_days", (call.now - account->created) / day_length)
                .key("balance_reminder")
                .boolean(false)
                .member("create_time", time_text(account->created))
                .member("budget_mode", "UNLIMITED");
            write_amounts(out, balance_of(*account), account->digits);
        });
}

Answer list_pixels(Platform& platform, const Call& call) {
    const auto& account = account_of(platform, call);
    const auto name_part = call.parameters.text("name");
    std::vector<std::uint64_t> found;
    for (std::uint64_t i = 0; i < pixels_each; ++i) {
        const auto id = pixel_id(account, i);
        const auto name = fmt::format("Web pixel {}", i + 1);
        const bool wanted =
            (!call.parameters.has("pixel_id") || call.parameters.text("pixel_id") == id) &&
            name.contains(name_part);
        if (wanted) {
            found.push_back(i);
        }
    }
    return paged_objects(call, "pixels", found, [&](JsonWriter& out, std::uint64_t which) {
        const auto id = pixel_id(account, which);
        out.member("pixel_id", id)
            .member("pixel_code", fmt::format("C{:019X}", mix(which + id.size())))
            .member("pixel_name", fmt::format("Web pixel {}", which + 1))
            .member("pixel_category", "ONLINE_STORE")
            .member("pixel_setup_mode", "DEVELOPER_MODE")
            .member("create_time", time_text(account.created + hour_length))
            .key("events")
            .begin_array()
            .begin_object()
            .member("event_type", "CompletePayment")
            .member("optimization_event", "SHOPPING")
            .member("name", "Purchase")
            .member("statistic_type", "EVERY_TIME")
            .end_object()
            .end_array()
            .key("asset_ownership")
            .begin_object()
            .member("owner_bc_id", business_center_id(platform.world))
            .end_object();
    });
}

} // namespace bayme::sandbox
