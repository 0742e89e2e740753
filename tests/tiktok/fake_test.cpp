// SPDX-License-Identifier: LicenseRef-Bayme
#include "support/fake_tiktok.hpp"
#include "tiktok/codes.hpp"
#include "tiktok/walk.hpp"

#include <gtest/gtest.h>

namespace bayme::tiktok {
namespace {

TEST(FakeTikTokTest, AnswersPagesTakesChangesAndFailsWhenTold) {
    test::FakeTikTok fake;
    const CallContext context{.advertiser = AdvertiserId{"7001"}};
    const SecretText token{"t"};
    for (int i = 0; i < 1001; ++i) {
        Campaign campaign;
        campaign.id = CampaignId{fmt::to_string(i + 1)};
        campaign.operation_status = "ENABLE";
        fake.campaigns_of["7001"].push_back(std::move(campaign));
    }
    const std::vector<CampaignId> ids{CampaignId{"5"}};

    const auto listing = all_campaigns(fake, context, token, {});
    const auto paused = fake.campaign_status_update(context, token, ids, OperationStatus::disable);
    fake.errors.push_back(code_error(40105, "revoked", "r", true));
    const auto refused = fake.user_info(context, token);

    ASSERT_TRUE(listing) << listing.error();
    EXPECT_EQ(listing->items.size(), 1001U);
    EXPECT_TRUE(listing->proof.whole());
    ASSERT_TRUE(paused) << paused.error();
    EXPECT_EQ(fake.campaigns_of["7001"][4].operation_status, "DISABLE");
    EXPECT_EQ(refused.error().reason, "tiktok.40105");
    EXPECT_EQ(fake.asked, (std::vector<std::string>{"campaign.get", "campaign.get",
                                                    "campaign.status.update", "user.info"}));
}

} // namespace
} // namespace bayme::tiktok
