// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/walk.hpp"

#include "tiktok/fake_wire.hpp"

#include <gtest/gtest.h>

namespace bayme::tiktok {
namespace {

class WalkTest : public testing::Test, protected test::ClientOnFakeWire {
protected:
    void page(int number, std::vector<int> ids, int total, int pages) {
        std::string list;
        for (const int id : ids) {
            list += fmt::format(R"({}{{"campaign_id":"{}","campaign_name":"c{}"}})",
                                list.empty() ? "" : ",", id, number);
        }
        wire.data(fmt::format(R"({{"list":[{}],"page_info":{{"page":{},"page_size":2,)"
                              R"("total_number":{},"total_page":{}}}}})",
                              list, number, total, pages));
    }
    static std::vector<std::string> ids_of(const Listing<Campaign>& listing) {
        std::vector<std::string> ids;
        for (const auto& campaign : listing.items) {
            ids.push_back(campaign.id.text());
        }
        return ids;
    }
};

TEST_F(WalkTest, ReadsEveryPageAndProvesThatNothingMoved) {
    page(1, {5, 4}, 3, 2);
    page(2, {3}, 3, 2);

    const auto listing = all_campaigns(client, context, token, {});

    ASSERT_TRUE(listing) << listing.error();
    EXPECT_EQ(ids_of(*listing), (std::vector<std::string>{"5", "4", "3"}));
    EXPECT_TRUE(listing->proof.whole());
    EXPECT_EQ(listing->proof.request_ids, (std::vector<std::string>{"r1", "r2"}));
}

TEST_F(WalkTest, APageThatTikTokCallsPartlyDoneIsNotWhole) {
    wire.answer(R"({"code":20001,"message":"partial","request_id":"r","data":{"list":)"
                R"([{"campaign_id":"5"}],"page_info":{"page":1,"page_size":2,"total_number":1,)"
                R"("total_page":1}}})");

    const auto listing = all_campaigns(client, context, token, {});

    ASSERT_TRUE(listing) << listing.error();
    EXPECT_EQ(listing->proof.seen, listing->proof.stated_total);
    EXPECT_FALSE(listing->proof.whole());
}

TEST_F(WalkTest, AnEmptyAccountIsWhole) {
    page(1, {}, 0, 0);

    const auto listing = all_campaigns(client, context, token, {});

    ASSERT_TRUE(listing) << listing.error();
    EXPECT_TRUE(listing->items.empty());
    EXPECT_TRUE(listing->proof.whole());
}

TEST_F(WalkTest, NoticesAnObjectThatWasPushedToTheNextPage) {
    page(1, {5, 4}, 3, 2);
    page(2, {4, 3}, 4, 2); // 6 was made meanwhile

    const auto listing = all_campaigns(client, context, token, {});

    ASSERT_TRUE(listing) << listing.error();
    EXPECT_EQ(ids_of(*listing), (std::vector<std::string>{"5", "4", "3"}));
    EXPECT_EQ(listing->proof.duplicates, 1);
    EXPECT_TRUE(listing->proof.total_moved);
    EXPECT_FALSE(listing->proof.whole());
}

TEST_F(WalkTest, NoticesASkippedObjectAndARepeatedPage) {
    page(1, {5, 4}, 4, 2);
    page(2, {2}, 4, 2);
    const auto skipped = all_campaigns(client, context, token, {});
    page(1, {5, 4}, 4, 2);
    page(1, {5, 4}, 4, 2);
    const auto repeated = all_campaigns(client, context, token, {});

    EXPECT_FALSE(skipped->proof.whole());
    EXPECT_FALSE(repeated->proof.whole());
    EXPECT_TRUE(repeated->proof.total_moved);
    EXPECT_EQ(repeated->items.size(), 2U);
}

TEST_F(WalkTest, EndsAtAnEmptyPageAndRefusesAnEndlessAnswer) {
    page(1, {5, 4}, 9, 5);
    page(2, {}, 9, 5);
    const auto ended = all_campaigns(client, context, token, {});
    page(1, {5, 4}, 9, 2'000'000'000);
    const auto endless = all_campaigns(client, context, token, {});

    ASSERT_TRUE(ended);
    EXPECT_FALSE(ended->proof.whole());
    ASSERT_FALSE(endless);
    EXPECT_EQ(endless.error().reason, "tiktok.shape");
    EXPECT_EQ(wire.sent.size(), 3U);
}

TEST_F(WalkTest, TheFirstErrorEndsTheWalk) {
    page(1, {5, 4}, 4, 2);
    wire.code(40105);

    const auto listing = all_campaigns(client, context, token, {});

    ASSERT_FALSE(listing);
    EXPECT_EQ(listing.error().reason, "tiktok.40105");
}

// Complaint 27: one 40100 in the middle of the pages, and the whole table began again.
TEST_F(WalkTest, AThrottledPageIsAskedForAgainAndTheOnesBeforeItAreNot) {
    page(1, {5, 4}, 4, 2);
    wire.code(40100, "Due to too many requests, requests from App 7 are temporarily restricted.");
    page(2, {3, 2}, 4, 2);

    const auto listing = all_campaigns(client, context, token, {});

    ASSERT_TRUE(listing) << listing.error();
    EXPECT_TRUE(listing->proof.whole());
    ASSERT_EQ(wire.sent.size(), 3U);
    EXPECT_EQ(wire.sent[2].line, wire.sent[1].line);
    EXPECT_GE(clock.now(), parse_instant("2026-03-01T12:05:00Z").value());
}

TEST_F(WalkTest, CountsTheRowsOfAReportByTheirDimensions) {
    const auto row = [](std::string_view id, std::string_view day) {
        return fmt::format(R"({{"dimensions":{{"ad_id":"{}","stat_time_day":"{} 00:00:00"}},)"
                           R"("metrics":{{"spend":"1"}}}})",
                           id, day);
    };
    wire.data(R"({"list":[)" + row("1", "2026-02-01") + "," + row("1", "2026-02-02") +
              R"(],"page_info":{"page":1,"page_size":2,"total_number":3,"total_page":2}})");
    wire.data(R"({"list":[)" + row("1", "2026-02-02") +
              R"(],"page_info":{"page":2,"page_size":2,"total_number":3,"total_page":2}})");
    ReportRequest request;
    request.advertiser = AdvertiserId{"7001"};
    request.days = {Day::parse("2026-02-01").value(), Day::parse("2026-02-02").value()};
    request.metrics = {"spend"};
    std::size_t rows = 0;

    const auto proof =
        walk_report(client, context, token, request, [&](const ReportPage& one) -> Result<void> {
            rows += one.rows.size();
            return {};
        });

    ASSERT_TRUE(proof) << proof.error();
    EXPECT_EQ(rows, 3U);
    EXPECT_EQ(proof->seen, 2);
    EXPECT_EQ(proof->duplicates, 1);
    EXPECT_FALSE(proof->whole());
}

TEST_F(WalkTest, AsksForAccountsInBatches) {
    std::vector<AdvertiserId> ids;
    for (int i = 1; i <= 101; ++i) {
        ids.emplace_back(fmt::to_string(i));
    }
    wire.data(R"({"list":[{"advertiser_id":"1","name":"a"}]})");
    wire.data(R"({"list":[{"advertiser_id":"101","name":"b"}]})");

    const auto all = all_advertiser_info(client, context, token, ids);

    ASSERT_TRUE(all) << all.error();
    ASSERT_EQ(all->size(), 2U);
    EXPECT_EQ((*all)[1].name, "b");
    EXPECT_TRUE(wire.sent[1].line.ends_with("advertiser_ids=%5B%22101%22%5D"));
}

} // namespace
} // namespace bayme::tiktok
