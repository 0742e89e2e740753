// SPDX-License-Identifier: LicenseRef-Bayme
#include "accounts/own_posts.hpp"

#include "base/json_text.hpp"

#include <set>

namespace bayme::accounts {
namespace {

using storage::ConnectionState;
using storage::OwnAccount;
using storage::OwnAccountKind;
using storage::OwnPost;

OwnPost row_of(const tiktok::ProfilePost& post) {
    return {.id = post.id,
            .title = post.title.value_or(""),
            .description = post.description.value_or(""),
            .share_url = post.share_url.value_or(""),
            .created_at = post.created,
            .duration_seconds = post.duration};
}

} // namespace

Result<std::optional<JobId>> OwnPosts::read_later(storage::Transaction& tx, const Actor& actor,
                                                  const OwnAccount& account) {
    if (account.kind != OwnAccountKind::tiktok_developers) {
        return std::nullopt;
    }
    return queue_.add(
        tx, actor, own_posts_job, {.account = account.id},
        {.priority = jobs::priority_person, .unique_key = fmt::format("own_posts:{}", account.id)});
}

Result<std::string> OwnPosts::read(jobs::Run& run, const ConnectionId& id) {
    if (profiles_ == nullptr) {
        return fail(Error{ErrorCode::conflict, "Login Kit is not configured", "not_configured"});
    }
    const tiktok::CallContext context{.priority = tiktok::Priority::person,
                                      .actor = to_string(run.job().requested_by),
                                      .job = run.job().id.text(),
                                      .stop = run.stop()};
    BAYME_TRY(const auto token, tokens_.living(context, id));
    BAYME_TRY(const auto profile, profiles_->profile(context, token));
    BAYME_TRY(const auto posts, read_posts(run, context, token));

    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_TRY(auto account, accounts_.find(*tx, id));
    if (account.state == ConnectionState::revoked) {
        return std::string{R"({"state":"revoked"})"}; // disconnected meanwhile: nothing is kept
    }
    account.name = profile.value.display_name.value_or(account.name);
    account.posts_read_at = clock_.now();
    BAYME_CHECK(accounts_.update(*tx, account));
    BAYME_CHECK(accounts_.put_posts(*tx, id, posts));
    BAYME_CHECK(tx->commit());
    return JsonWriter{}
        .begin_object()
        .member("posts", static_cast<std::int64_t>(posts.size()))
        .end_object()
        .take();
}

Result<std::vector<OwnPost>>
OwnPosts::read_posts(jobs::Run& run, const tiktok::CallContext& context, const SecretText& token) {
    std::vector<OwnPost> posts;
    std::set<std::string> seen;
    tiktok::OptionalText cursor;
    while (posts.size() < most_own_posts) {
        if (run.should_stop()) {
            return fail(Error{ErrorCode::unavailable, "the job was stopped", "stopped"});
        }
        BAYME_TRY(const auto answer, profiles_->posts(context, token, cursor));
        const auto before = posts.size();
        for (const auto& post : answer.value.posts) {
            if (posts.size() < most_own_posts && seen.insert(post.id).second) {
                posts.push_back(row_of(post));
            }
        }
        // A page that brings nothing new, or no way on, is the last one whatever it says.
        if (!answer.value.has_more.value_or(false) || !answer.value.cursor ||
            posts.size() == before) {
            break;
        }
        cursor = answer.value.cursor;
    }
    return posts;
}

bool OwnPosts::is_dead(const tiktok::CallContext& context, OwnAccountKind kind,
                       const SecretText& token) {
    if (profiles_ == nullptr || kind != OwnAccountKind::tiktok_developers) {
        return false;
    }
    const auto profile = profiles_->profile(context, token);
    return !profile && is_dead_login(profile.error().reason);
}

void OwnPosts::register_jobs(jobs::Workers& workers) {
    workers.handle(own_posts_job, [this](jobs::Run& run, const OwnPostsArguments& arguments) {
        return read(run, arguments.account);
    });
}

} // namespace bayme::accounts
