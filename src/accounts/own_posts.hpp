// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "accounts/own_tokens.hpp"
#include "jobs/queue.hpp"
#include "jobs/workers.hpp"
#include "tiktok/profiles.hpp"

namespace bayme::accounts {

struct OwnPostsArguments {
    ConnectionId account;
};
inline constexpr auto own_posts_job = jobs::declare_kind<OwnPostsArguments>(
    "accounts.own_posts", "Reading the posts of a TikTok account",
    jobs::Argument{"account", &OwnPostsArguments::account});

/// So many of an account's newest posts are kept.
inline constexpr std::size_t most_own_posts = 1000;

/// Reads the name and the posts of the accounts connected by Login Kit, as jobs: once after
/// connecting, and whenever somebody asks. The other login has no call that lists posts.
class OwnPosts {
public:
    OwnPosts(storage::Database& database, storage::OwnAccountStore& accounts, OwnTokens& tokens,
             tiktok::Profiles* profiles, jobs::Queue& queue, const Clock& clock)
        : database_(database), accounts_(accounts), tokens_(tokens), profiles_(profiles),
          queue_(queue), clock_(clock) {}

    /// Asks for the job in the caller's transaction, at most one at a time.
    /// @return its id; nothing for an account of the other login.
    Result<std::optional<JobId>> read_later(storage::Transaction& tx, const Actor& actor,
                                            const storage::OwnAccount& account);
    /// Whether TikTok says of the token that it opens nothing any more. False while that isn't
    /// said: also without an answer, and for the other login, which has nothing to ask.
    bool is_dead(const tiktok::CallContext& context, storage::OwnAccountKind kind,
                 const SecretText& token);
    void register_jobs(jobs::Workers& workers);

private:
    Result<std::string> read(jobs::Run& run, const ConnectionId& id);
    Result<std::vector<storage::OwnPost>>
    read_posts(jobs::Run& run, const tiktok::CallContext& context, const SecretText& token);

    storage::Database& database_;
    storage::OwnAccountStore& accounts_;
    OwnTokens& tokens_;
    tiktok::Profiles* profiles_; ///< null where Login Kit is not configured
    jobs::Queue& queue_;
    const Clock& clock_;
};

} // namespace bayme::accounts
