// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/quota/meter.hpp"
#include "tiktok/quota/penalties.hpp"

#include <map>
#include <optional>
#include <string_view>

namespace bayme::tiktok::quota {

/// The number in "App reaches the QPS limit 20" and "… reaches QPS limit 5 for current path".
std::optional<std::int64_t> stated_limit(std::string_view message);

/// Every allowance that calls spend: the app's, each endpoint's own, and an account's on one path
/// where the platform has named it. Not for several threads.
class Limits {
public:
    Limits(Tier tier, int margin_percent);

    [[nodiscard]] std::chrono::nanoseconds wait(const Endpoint& endpoint,
                                                const AdvertiserId& advertiser, const Moment& now);
    void take(const Endpoint& endpoint, const AdvertiserId& advertiser, const Moment& now);
    [[nodiscard]] std::chrono::nanoseconds spacing(const Moment& now) const {
        return app_.meter.spacing(now);
    }

    /// Which limit a throttled answer speaks of. A number that is the endpoint's own and not the
    /// app's means the endpoint.
    [[nodiscard]] Refusal judge(const Turn& turn, const ReturnCode& code, std::string_view message,
                                const Moment& now);
    /// What a refusal teaches: a lower limit when it named one, otherwise to be slower. Nothing for
    /// spent days and for limits we do not meter.
    std::optional<Learned> learn(const Turn& turn, const Refusal& refusal, std::string_view message,
                                 const Moment& now);

    void resume(const Spent& spent, const Moment& now);
    void resume(const Learned& learned, const Moment& now);
    /// Today's counts, for the memory.
    [[nodiscard]] std::vector<Spent> spent(const Moment& now);
    /// Whether an endpoint's count grew by a thousandth of its day since the last spent().
    [[nodiscard]] bool is_worth_keeping() const { return worth_keeping_; }

    [[nodiscard]] LimitView app_view(const Moment& now);
    [[nodiscard]] std::vector<LimitView> other_views(const Moment& now);

private:
    struct Entry {
        Meter meter;
        Allowance configured;
        std::int64_t kept = 0;                  ///< of today's count, what the memory knows
        std::optional<Instant> learned_at = {}; ///< when the platform last named the number
    };

    Entry make_entry(const Allowance& configured) const;
    Entry& of(const Endpoint& endpoint);
    Entry* find_account(std::string_view endpoint_name, const AdvertiserId& advertiser);
    Entry* find_scope(std::string_view scope);
    [[nodiscard]] bool is_of_endpoint(std::int64_t stated, const Meter& own) const;
    bool lower(Entry& entry, const Allowance& limit, const Moment& now);
    void unlearn_old(Entry& entry, const Moment& now);

    Tier tier_;
    int most_permille_;
    Entry app_;
    std::map<std::string_view, Entry> endpoints_; ///< by Endpoint::name, made at the first call
    std::map<std::string_view, std::map<AdvertiserId, Entry>> accounts_; ///< only named limits
    bool worth_keeping_ = false;
};

} // namespace bayme::tiktok::quota
