// SPDX-License-Identifier: LicenseRef-Bayme
#include "accounts/attention.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace bayme::accounts {
namespace {

using storage::Connection;
using storage::ConnectionState;

constexpr auto matter_names = std::to_array<std::string_view>(
    {"refused_connection", "doubtful_connection", "silent_connection", "foreign_connection",
     "shrunken_permission", "missing_permission", "lost_account", "new_account", "old_app_secret"});

std::string subject_of(const Connection& connection) {
    return "connection:" + connection.id.text();
}

Attention about(const storage::Advertiser& account, Matter matter) {
    Attention item{.matter = matter, .subject = "advertiser:" + account.id.text()};
    const auto name = account.name.empty() ? account.id.text() : account.name;
    if (matter == Matter::lost_account) {
        item.urgent = true;
        item.since = account.lost_at;
        item.text = fmt::format("TikTok does not share account {} with us any more: it is frozen, "
                                "its figures stay as they were",
                                name);
        item.advice = "Give the person who connected a role on the account again, or connect it "
                      "with somebody who has one.";
    } else {
        item.since = account.first_seen_at;
        item.text = fmt::format("TikTok shares a new account, {}: it is not included", name);
        item.advice = "Choose on the Accounts page whether it is used.";
    }
    return item;
}

} // namespace

std::span<const Matter> matters() {
    static constexpr auto all = [] {
        std::array<Matter, matter_names.size()> made{};
        for (std::size_t i = 0; i < made.size(); ++i) {
            made[i] = static_cast<Matter>(i);
        }
        return made;
    }();
    return all;
}

std::string_view to_string(Matter matter) {
    return matter_names.at(static_cast<std::size_t>(matter));
}

Result<std::vector<GrantedFeature>> AttentionList::features_of(storage::Transaction& tx,
                                                               const Connection& connection) const {
    BAYME_TRY(auto refused, refused_.list(tx, connection.id));
    BAYME_TRY(const auto accounts, advertisers_.list(tx));
    std::set<AdvertiserId> lost;
    for (const auto& account : accounts) {
        if (account.lost_at) {
            lost.insert(account.id);
        }
    }
    std::erase_if(refused, [&](const auto& call) { return lost.contains(call.advertiser_id); });
    return granted_features(connection.scopes, refused);
}

void AttentionList::add_health(const Connection& connection, std::vector<Attention>& found) const {
    Attention item{.urgent = true,
                   .subject = subject_of(connection),
                   .since = connection.probed_at.value_or(connection.connected_at)};
    if (connection.app_id != app_.app_id) {
        item.matter = Matter::foreign_connection;
        item.text = fmt::format("the connection was made with app {}, and the configuration names "
                                "app {}: TikTok takes a token from its own app only",
                                connection.app_id, app_.app_id);
        item.advice = "Put the app's id and secret back, or connect again.";
    } else if (connection.state == ConnectionState::needs_reauthorisation) {
        item.matter = Matter::refused_connection;
        item.text = "TikTok does not accept the connection any more: " + connection.problem;
        item.advice = "Connect again; what was read stays.";
    } else if (!connection.problem.empty()) {
        item.matter = Matter::doubtful_connection;
        item.urgent = false;
        item.text = "TikTok refused the connection once; it is asked again after a minute before "
                    "anything is called dead: " +
                    connection.problem;
        item.advice = "Wait a minute.";
    } else if (clock_.now() - *item.since > silence) {
        item.matter = Matter::silent_connection;
        item.urgent = false;
        item.text = fmt::format("no probe of the connection went through since {}",
                                format_instant(*item.since));
        item.advice = "TikTok may be out of reach or its limits used up: see the jobs and "
                      "\"bayme doctor\". The connection is not called dead by this.";
    } else {
        return;
    }
    found.push_back(std::move(item));
}

Result<void> AttentionList::add_connection(storage::Transaction& tx, const Connection& connection,
                                           std::vector<Attention>& found) const {
    add_health(connection, found);
    BAYME_TRY(const auto granted, features_of(tx, connection));
    for (const auto& one : granted) {
        if (one.state != FeatureState::refused && one.state != FeatureState::missing) {
            continue;
        }
        const bool shrunk = one.state == FeatureState::refused;
        Attention item{.matter = shrunk ? Matter::shrunken_permission : Matter::missing_permission,
                       .subject = subject_of(connection),
                       .since = one.refused_since};
        item.text =
            fmt::format("the permission for \"{}\" {}. {}", one.feature->name,
                        shrunk ? "is refused in use" : "was not given", one.feature->without);
        if (!one.request_id.empty()) {
            item.text += fmt::format(" ({}, request id {})", one.endpoint, one.request_id);
        }
        item.advice = fmt::format("Connect again and tick \"{}\".", one.feature->box);
        found.push_back(std::move(item));
    }
    return {};
}

Result<std::vector<Attention>> AttentionList::list(storage::Transaction& tx) const {
    std::vector<Attention> found;
    BAYME_TRY(const auto connections, connections_.list(tx));
    BAYME_TRY(const auto accounts, advertisers_.list(tx));
    std::set<ConnectionId> reading;
    for (const auto& account : accounts) {
        if (account.included) {
            reading.insert(account.connection_id);
        }
    }
    for (const auto& connection : connections) {
        // One whose accounts another connection reads now has been replaced.
        const bool matters = connection.state == ConnectionState::active ||
                             (connection.state == ConnectionState::needs_reauthorisation &&
                              reading.contains(connection.id));
        if (matters) {
            BAYME_CHECK(add_connection(tx, connection, found));
        }
    }
    std::set<ConnectionId> active;
    for (const auto& connection : connections) {
        if (connection.state == ConnectionState::active) {
            active.insert(connection.id);
        }
    }
    for (const auto& account : accounts) {
        if (account.included && account.lost_at) {
            found.push_back(about(account, Matter::lost_account));
        } else if (account.is_new() && active.contains(account.connection_id)) {
            found.push_back(about(account, Matter::new_account));
        }
    }
    if (app_.secret_since && clock_.now() - *app_.secret_since > secret_life) {
        found.push_back({.matter = Matter::old_app_secret,
                         .urgent = false,
                         .subject = "app",
                         .text = "the app secret is more than a year old",
                         .advice = "Make a new one at TikTok, put it into the configuration and "
                                   "set tiktok.app_secret_since.",
                         .since = app_.secret_since});
    }
    std::ranges::stable_sort(found, [](const Attention& left, const Attention& right) {
        return std::tuple{!left.urgent, left.subject} < std::tuple{!right.urgent, right.subject};
    });
    return found;
}

} // namespace bayme::accounts
