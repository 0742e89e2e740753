// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/pages/history_section.hpp"

#include "web/pages/attention_section.hpp"
#include "web/pages/connections_page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bayme::web {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(HistorySectionTest, NamesAnAuthorOrSaysThatNobodyIsKnown) {
    const auto markup = history_section({.state = "Delivering",
                                         .lines = {{.when = "1 Mar 12:34 UTC",
                                                    .field = "budget",
                                                    .before = "20",
                                                    .after = "50",
                                                    .author = "a***<b>@x",
                                                    .nobody = "",
                                                    .tool = "Marketing API"},
                                                   {.when = "by 1 Mar 12:00 UTC",
                                                    .field = "name",
                                                    .before = "",
                                                    .after = "Spring",
                                                    .author = "",
                                                    .nobody = "not known",
                                                    .tool = ""}},
                                         .log_read_until = "1 Mar 13:00 UTC"})
                            .markup();

    EXPECT_THAT(markup, HasSubstr("a***&lt;b&gt;@x"));
    EXPECT_THAT(markup, HasSubstr("not known"));
    EXPECT_THAT(markup, HasSubstr("read up to 1 Mar 13:00 UTC"));
}

TEST(HistorySectionTest, WithoutAReadLogNobodyIsPromised) {
    EXPECT_THAT(history_section({}).markup(), HasSubstr("change log was not read yet"));
}

TEST(AttentionSectionTest, IsNotThereWhenNothingNeedsLookingAfter) {
    EXPECT_TRUE(attention_section({}).empty());
    EXPECT_THAT(attention_section({{.urgent = true,
                                    .text = "TikTok does not accept it",
                                    .advice = "Connect again.",
                                    .address = "/app/connections/c1"}})
                    .markup(),
                HasSubstr("/app/connections/c1"));
}

TEST(ConnectionPageTest, SaysFeatureByFeatureWhichBoxToTick) { // complaint 33
    ConnectionPageView view{.connection = {.id = ConnectionId{"c1"},
                                           .tone = Tone::ok,
                                           .state = "Connected",
                                           .cause = "",
                                           .made_by = "Mara",
                                           .made_at = "1 Mar",
                                           .accounts = {"Shop"}},
                            .probed_at = "1 Mar 12:00 UTC",
                            .features = {{.name = "Who changed what",
                                          .tone = Tone::warn,
                                          .state = "Not granted",
                                          .box = "Ads Management › Change log",
                                          .without = "The history has no authors",
                                          .proof = ""}},
                            .may_connect = true};

    const auto page = connection_page({}, view);
    EXPECT_THAT(page.body.markup(), HasSubstr("Ads Management › Change log"));
    EXPECT_THAT(page.body.markup(), HasSubstr("Connect again"));
    EXPECT_THAT(page.body.markup(), HasSubstr("No timer")); // complaint 36

    view.features[0].tone = Tone::ok;
    EXPECT_THAT(connection_page({}, view).body.markup(), Not(HasSubstr("Connect again")));
}

} // namespace
} // namespace bayme::web
