// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "http/message.hpp"
#include "sandbox/authority.hpp"
#include "sandbox/auto_rules.hpp"
#include "sandbox/breakdowns.hpp"
#include "sandbox/change_log.hpp"
#include "sandbox/contract.hpp"
#include "sandbox/creators.hpp"
#include "sandbox/delivery.hpp"
#include "sandbox/faults.hpp"
#include "sandbox/identities.hpp"
#include "sandbox/ledger.hpp"
#include "sandbox/library.hpp"
#include "sandbox/metrics.hpp"
#include "sandbox/parameters.hpp"
#include "sandbox/portfolios.hpp"
#include "sandbox/readings.hpp"
#include "sandbox/repeats.hpp"
#include "sandbox/report.hpp"
#include "sandbox/shape.hpp"
#include "sandbox/tasks.hpp"
#include "sandbox/world.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bayme::sandbox {

/// Everything the endpoints work on. One at a time: the sandbox holds a lock around each call.
struct Platform {
    /// The same world, seed, scale and year give the same platform. @return invalid_input for a
    /// world that cannot be read.
    static Result<std::unique_ptr<Platform>> load(const SandboxOptions& options, Seconds now);

    Contract contract;
    Objects objects;
    Metrics metrics;
    Breakdowns breakdowns;
    Readings readings;
    std::vector<Scope> scopes; ///< what the consent page offers
    World world;
    Delivery delivery;
    Authority authority;
    Creators creators;
    Repeats repeats;
    Library library;
    Identities identities;
    std::vector<Portfolio> portfolios;
    std::vector<AutoRule> rules;
    Tasks tasks;
    ChangeLog changes;
    std::size_t most_report_ids = 20'000; ///< newest objects that a synchronous report looks at

    /// The last report queries, so that the pages of one report are worked out once.
    struct KeptReport {
        std::string key;
        MadeReport report;
    };
    std::vector<KeptReport> kept_reports;

private:
    explicit Platform(World the_world);
};

/// One call after authentication and validation.
struct Call {
    const Endpoint& endpoint;
    const Parameters& parameters;
    const Grant* grant; ///< null for endpoints without a token
    Seconds now;
    const FaultRule* fault; ///< null when nothing goes wrong
    std::string host;       ///< under which the caller reaches the sandbox

    [[nodiscard]] bool sabotaged(bool FaultRule::* how) const {
        return fault != nullptr && fault->*how;
    }
};

/// The account that a call names by its advertiser_id; the token may use it.
const Account& account_of(const Platform& platform, const Call& call);

/// What goes into the envelope. `data` is JSON text.
struct Answer {
    int status = 200; ///< the Marketing API has no other
    int code = 0;
    std::string message = "OK";
    std::string data = "{}";
    std::vector<Effect> effects;
    http::Headers headers;               ///< beyond those of every answer
    std::optional<std::string> document; ///< goes out as it is, without the envelope

    Answer() = default;
    explicit Answer(std::string data_json) : data(std::move(data_json)) {}
    Answer(const Refusal& refusal)
        : code(refusal.code), message(refusal.message) {
    } // NOLINT(google-explicit-constructor): a refusal is an answer
};

// The endpoints, by family. A call's advertiser_id is one the token may use.
Answer exchange_code(Platform& platform, const Call& call);
Answer list_granted_advertisers(Platform& platform, const Call& call);
Answer revoke_token(Platform& platform, const Call& call);
Answer show_user(Platform& platform, const Call& call);
Answer show_advertisers(Platform& platform, const Call& call);
Answer list_objects(Platform& platform, const Call& call, Level level);
Answer create_campaign(Platform& platform, const Call& call);
Answer create_adgroup(Platform& platform, const Call& call);
Answer create_ads(Platform& platform, const Call& call);
Answer update_ads(Platform& platform, const Call& call);
Answer show_adgroup_quota(Platform& platform, const Call& call);
Answer update_campaign(Platform& platform, const Call& call);
Answer update_statuses(Platform& platform, const Call& call, Level level);
Answer update_adgroup(Platform& platform, const Call& call);
Answer update_adgroup_budgets(Platform& platform, const Call& call);
Answer integrated_report(Platform& platform, const Call& call);

} // namespace bayme::sandbox
