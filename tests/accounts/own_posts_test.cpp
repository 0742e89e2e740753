// SPDX-License-Identifier: LicenseRef-Bayme
#include "own_fixture.hpp"

namespace bayme::accounts {
namespace {

tiktok::ProfilePosts page(std::initializer_list<const char*> ids, const char* cursor) {
    tiktok::ProfilePosts made;
    for (const auto* id : ids) {
        tiktok::ProfilePost post;
        post.id = id;
        post.title = std::string{"Title of "} + id;
        made.posts.push_back(std::move(post));
    }
    made.has_more = cursor != nullptr;
    if (cursor != nullptr) {
        made.cursor = cursor;
    }
    return made;
}

class OwnPostsTest : public OwnTest {
protected:
    void SetUp() override { posts.register_jobs(*workers); }
    void work() {
        while (workers->run_one().value()) {
        }
    }
    std::vector<std::string> stored(const ConnectionId& id) {
        std::vector<std::string> ids;
        const auto posts_now = store->posts(*state.database->begin_read().value(), id).value();
        for (const auto& post : posts_now) {
            ids.push_back(post.id);
        }
        return ids;
    }

    std::unique_ptr<jobs::Workers> workers = jobs::Workers::make(
        *state.database, queue, *schedules, state.clock, state.random, scheduler, {});
};

TEST_F(OwnPostsTest, AfterConnectingNameAndAllPagesOfPostsAreRead) {
    profiles.pages = {page({"v3", "v2"}, "17"), page({"v2", "v1"}, nullptr)};

    const auto id = connect().id;
    work();

    EXPECT_EQ(profiles.sent, (std::vector<std::string>{"profile access-1", "posts access-1 -",
                                                       "posts access-1 17"}));
    EXPECT_EQ(find(id).name, "Nordlicht");
    EXPECT_EQ(find(id).posts_read_at, state.clock.now());
    EXPECT_EQ(stored(id), (std::vector<std::string>{"v3", "v2", "v1"})) << "v2 came twice";
}

TEST_F(OwnPostsTest, APageThatBringsNothingNewIsTheLast) {
    profiles.pages = {page({"v1"}, "17"), page({"v1"}, "17"), page({"v0"}, "17")};

    connect();
    work();

    EXPECT_EQ(profiles.sent.size(), 3U);
}

TEST_F(OwnPostsTest, ATokenNearItsEndIsRenewedFirst) {
    profiles.pages = {page({}, nullptr)};
    connect();
    state.clock.advance(std::chrono::hours{23});

    work();

    EXPECT_EQ(profiles.sent.front(), "profile access-2");
}

TEST_F(OwnPostsTest, PostsThatCouldNotBeReadLeaveTheEarlierOnes) {
    profiles.pages = {page({"v1"}, nullptr)};
    const auto id = connect().id;
    work();
    {
        const auto tx = state.database->begin_write().value();
        ASSERT_TRUE(posts.read_later(*tx, owner, find(id)));
        ASSERT_TRUE(tx->commit());
    }

    ASSERT_TRUE(workers->run_one().value());

    EXPECT_EQ(stored(id), std::vector<std::string>{"v1"});
}

TEST_F(OwnPostsTest, TheOtherLoginHasNothingToRead) {
    connect(account_kind);

    EXPECT_FALSE(workers->run_one().value());
}

} // namespace
} // namespace bayme::accounts
