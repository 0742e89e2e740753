// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "accounts/directory.hpp"
#include "jobs/queue.hpp"
#include "jobs/workers.hpp"

#include <span>
#include <string_view>

namespace bayme::accounts {

/// What a probe is followed by when the token lives.
enum class AfterProbe { nothing, list };
std::span<const std::string_view> names_of(AfterProbe then);

struct ProbeArguments {
    ConnectionId connection;
    AfterProbe then = AfterProbe::nothing;
};
inline constexpr auto probe_job =
    jobs::declare_kind<ProbeArguments>("accounts.probe", "Asking whether a connection works",
                                       jobs::Argument{"connection", &ProbeArguments::connection},
                                       jobs::Argument{"then", &ProbeArguments::then});

struct ListArguments {
    ConnectionId connection;
};
inline constexpr auto list_job =
    jobs::declare_kind<ListArguments>("accounts.list", "Listing the accounts of a connection",
                                      jobs::Argument{"connection", &ListArguments::connection});

/// How long the accounts of a new connection may take to be listed before a job does it.
inline constexpr std::chrono::seconds listing_grace{10};

/// The jobs that look after connections: whether TikTok still accepts a token, and which accounts
/// it reaches. Asked for in the caller's transaction, each at most once at a time.
class Watch {
public:
    Watch(storage::Database& database, storage::ConnectionStore& connections,
          storage::AdvertiserStore& advertisers, Directory& directory, jobs::Queue& queue)
        : database_(database), connections_(connections), advertisers_(advertisers),
          directory_(directory), queue_(queue) {}

    /// Has the account's connection probed at once when `reason` speaks of a dead token, and again
    /// a minute later before it is called dead; does nothing for any other reason.
    Result<void> suspect(storage::Transaction& tx, const AdvertiserId& advertiser,
                         std::string_view reason);
    /// The same in a transaction of its own.
    Result<void> suspect(const AdvertiserId& advertiser, std::string_view reason);
    /// The hourly look: whether TikTok still accepts the token.
    Result<void> probe_soon(storage::Transaction& tx, const Actor& actor, const ConnectionId& id);
    /// The daily look: a probe, then the list of accounts.
    Result<void> look_after(storage::Transaction& tx, const Actor& actor, const ConnectionId& id);
    /// Has a new connection's accounts listed, should whoever made it not live to do it.
    Result<void> list_later(storage::Transaction& tx, const Actor& actor, const ConnectionId& id);

    void register_jobs(jobs::Workers& workers);

private:
    Result<std::string> probe(jobs::Run& run, const ProbeArguments& arguments);
    Result<std::string> list(jobs::Run& run, const ConnectionId& id);
    Result<std::string> refresh(jobs::Run& run, const ConnectionId& id);
    Result<storage::Connection> find(const ConnectionId& id);

    storage::Database& database_;
    storage::ConnectionStore& connections_;
    storage::AdvertiserStore& advertisers_;
    Directory& directory_;
    jobs::Queue& queue_;
};

} // namespace bayme::accounts
