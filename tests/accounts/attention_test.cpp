// SPDX-License-Identifier: LicenseRef-Bayme
#include "accounts/attention.hpp"

#include "accounts/refusals.hpp"
#include "accounts_fixture.hpp"

#include <gmock/gmock.h>

namespace bayme::accounts {
namespace {

class AttentionTest : public AccountsTest {
protected:
    void SetUp() override {
        AccountsTest::SetUp();
        client.on_exchange = [this] {
            tiktok::TokenGrant grant;
            grant.access_token = SecretText{"act.secret-token"};
            grant.scopes = scopes;
            return grant;
        };
    }
    void use() {
        id = connect().id;
        const auto tx = state.database->begin_write().value();
        ASSERT_TRUE(connections.keep(*tx, id, {shop, abroad}));
        ASSERT_TRUE(tx->commit());
    }
    std::vector<Attention> look(AppFacts app = {.app_id = "app-1", .secret_since = {}}) {
        const AttentionList list{*connection_store, *advertisers, *refused, state.clock,
                                 std::move(app)};
        return list.list(*state.database->begin_read().value()).value();
    }
    static std::vector<Matter> matters_of(const std::vector<Attention>& items) {
        std::vector<Matter> all;
        for (const auto& item : items) {
            all.push_back(item.matter);
        }
        return all;
    }
    FeatureState state_of_feature(std::string_view name) {
        const AttentionList list{*connection_store,
                                 *advertisers,
                                 *refused,
                                 state.clock,
                                 {.app_id = "app-1", .secret_since = {}}};
        const auto tx = state.database->begin_read().value();
        const auto features = list.features_of(*tx, find(id)).value();
        for (const auto& one : features) {
            if (one.feature->name == name) {
                return one.state;
            }
        }
        return FeatureState::unknown;
    }

    std::vector<std::string> scopes{"1", "2", "4", "6"};
    std::unique_ptr<storage::RefusedCallStore> refused = storage::make_sql_refused_call_store();
    Refusals refusals{*state.database, queue, state.clock};
    ConnectionId id;
};

TEST_F(AttentionTest, AConnectionInGoodHealthNeedsNone) {
    use();

    EXPECT_TRUE(look().empty());
}

TEST_F(AttentionTest, EveryFeatureSaysWhichBoxToTick) { // complaint 33
    scopes = {"1", "4", "20", "210", "22", "600"};
    use();

    EXPECT_EQ(state_of_feature("Accounts"), FeatureState::granted);
    EXPECT_EQ(state_of_feature("Reports"), FeatureState::granted) << "a whole heading";
    EXPECT_EQ(state_of_feature("Campaigns, ad groups and ads"), FeatureState::granted);
    EXPECT_EQ(state_of_feature("Changes"), FeatureState::missing) << "ad groups can be read only";
    EXPECT_EQ(state_of_feature("Videos and images"), FeatureState::missing) << "no videos";
    const auto items = look();
    const auto log = std::ranges::find_if(
        items, [](const auto& item) { return item.text.contains("Who changed what"); });
    ASSERT_NE(log, items.end());
    EXPECT_EQ(log->matter, Matter::missing_permission);
    EXPECT_EQ(log->advice, "Connect again and tick \"Ads Management › Change log\".");
}

TEST_F(AttentionTest, APermissionThatShrinksShowsAtItsFirstRefusalWithTheRequest) {
    use();

    refusals.refused("changelog.task.create", shop, "20260301AB");

    EXPECT_EQ(state_of_feature("Who changed what"), FeatureState::refused);
    EXPECT_EQ(state_of_feature("Reports"), FeatureState::granted) << "on that endpoint only";
    const auto items = look();
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0].matter, Matter::shrunken_permission);
    EXPECT_TRUE(items[0].text.contains("20260301AB")) << items[0].text;

    refusals.answered("changelog.task.create", shop);
    EXPECT_TRUE(look().empty()) << "a call went through";
}

TEST_F(AttentionTest, ARefusalHasTheAccountListReadOnce) { // 40001's two meanings
    use();
    for (int calls = 0; calls < 3; ++calls) {
        refusals.refused("campaign.get", shop, "r");
    }

    const auto probes = queue.list(*state.database->begin_read().value(), {.kind = probe_job.name});

    ASSERT_TRUE(probes) << probes.error();
    ASSERT_EQ(probes->size(), 1U);
    EXPECT_EQ((*probes)[0].argument("then"), "list");
}

TEST_F(AttentionTest, WhenTheAccountItselfIsGoneNoPermissionIsBlamed) { // 40001's two meanings
    use();
    refusals.refused("campaign.get", abroad, "r");
    client.on_advertisers = [] {
        return std::vector<tiktok::AdvertiserName>{{shop, "Shop", {}}};
    };
    ASSERT_TRUE(directory.refresh({}, id));

    const auto items = look();

    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0].matter, Matter::lost_account);
    EXPECT_TRUE(items[0].urgent);
}

TEST_F(AttentionTest, ATokenOfAnotherAppIsRecognisedWithoutAskingTikTok) { // complaint 35
    use();
    Directory ours{*state.database, *connection_store, *advertisers,       tokens,
                   client,          state.clock,       {.app_id = "app-2"}};
    const auto calls = client.calls;

    const auto probed = ours.probe({}, id);

    ASSERT_FALSE(probed);
    EXPECT_EQ(probed.error().reason, "other_app");
    EXPECT_EQ(client.calls, calls);
    EXPECT_EQ(matters_of(look({.app_id = "app-2", .secret_since = {}})),
              std::vector{Matter::foreign_connection});
}

TEST_F(AttentionTest, PeopleAreToldOfADoubtThenOfARefusal) { // complaint 37
    use();
    client.on_user_info = []() -> Result<void> {
        return fail(Error{.code = ErrorCode::unauthenticated,
                          .message = "withdrawn",
                          .reason = "tiktok.40105",
                          .request_id = "20260301CD"});
    };
    ASSERT_TRUE(directory.probe({}, id));
    const auto doubt = look();
    ASSERT_EQ(matters_of(doubt), std::vector{Matter::doubtful_connection});
    EXPECT_FALSE(doubt[0].urgent);
    EXPECT_TRUE(doubt[0].text.contains("/user/info/, request id 20260301CD")) << doubt[0].text;

    state.clock.advance(between_probes);
    ASSERT_TRUE(directory.probe({}, id));

    const auto dead = look();
    ASSERT_EQ(matters_of(dead), std::vector{Matter::refused_connection});
    EXPECT_TRUE(dead[0].urgent);
}

TEST_F(AttentionTest, ProbesThatDoNotGoThroughAreToldAfterHoursAndCalledNothingWorse) {
    use();
    client.on_user_info = []() -> Result<void> {
        return {};
    };
    ASSERT_TRUE(directory.probe({}, id));
    state.clock.advance(silence);
    EXPECT_TRUE(look().empty());
    state.clock.advance(seconds{1});

    EXPECT_EQ(matters_of(look()), std::vector{Matter::silent_connection});
}

TEST_F(AttentionTest, AnOldAppSecretIsToldWhenItsAgeIsKnown) {
    use();
    EXPECT_TRUE(look().empty());

    const auto items =
        look({.app_id = "app-1", .secret_since = state.clock.now() - std::chrono::days{366}});

    EXPECT_EQ(matters_of(items), std::vector{Matter::old_app_secret});
}

TEST_F(AttentionTest, ANewAccountIsTold) {
    use();
    const AdvertiserId fresh{"7002238017842757635"};
    client.on_advertisers = [=] {
        return std::vector<tiktok::AdvertiserName>{
            {shop, "Shop", {}}, {abroad, "Abroad", {}}, {fresh, "Fresh", {}}};
    };
    client.on_advertiser_info = [=] {
        tiktok::Advertiser one;
        one.id = fresh;
        one.name = "Fresh";
        return std::vector{one};
    };
    ASSERT_TRUE(directory.refresh({}, id));

    const auto items = look();

    ASSERT_EQ(matters_of(items), std::vector{Matter::new_account});
    EXPECT_TRUE(items[0].text.contains("Fresh"));
}

TEST_F(AttentionTest, AFailedSetUpNamesTheCallAndItsRequest) { // complaint 34
    client.on_advertisers = []() -> Result<std::vector<tiktok::AdvertiserName>> {
        return fail(Error{.code = ErrorCode::forbidden,
                          .message = "no permission",
                          .reason = "tiktok.40001",
                          .request_id = "20260301EF"});
    };

    const auto made = connect();

    EXPECT_TRUE(made.problem.starts_with("/oauth2/advertiser/get/, request id 20260301EF"))
        << made.problem;
}

} // namespace
} // namespace bayme::accounts
