// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/disclosure.hpp"

#include "tiktok/endpoints.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace bayme::app {
namespace {

TEST(DisclosureTest, NamesTheEndpointsAFeatureUsesAndNoOthers) {
    const auto data = privacy::DataTable::shipped();
    ASSERT_TRUE(data) << data.error();

    Settings settings;
    settings.tiktok.developers_client_key = "key";

    const auto disclosure = make_disclosure(settings, "https://app.example", *data, {});

    std::set<std::string> named;
    for (const auto& endpoint : disclosure.endpoints) {
        named.insert(endpoint.path);
    }
    std::size_t used = 0;
    for (const auto& endpoint : tiktok::endpoints()) {
        const bool marketing = endpoint.api == tiktok::Api::marketing;
        const auto path = (marketing ? "/open_api/v1.3" : "") + std::string{endpoint.path};
        EXPECT_EQ(named.contains(path), endpoint.used) << endpoint.name;
        used += endpoint.used ? 1 : 0;
    }
    EXPECT_EQ(named.size(), used);
}

TEST(DisclosureTest, WithoutItsAppTikTokForDevelopersIsNeitherNamedNorReached) {
    const auto data = privacy::DataTable::shipped();
    ASSERT_TRUE(data) << data.error();
    Settings settings;
    settings.tiktok.developers_api_url = "https://open.tiktokapis.com";

    const auto without = make_disclosure(settings, "https://app.example", *data, {});
    const auto off = make_recipients(settings).value();
    settings.tiktok.developers_client_key = "key";
    const auto with = make_disclosure(settings, "https://app.example", *data, {});
    const auto on = make_recipients(settings).value();

    const auto names = [](const web::Disclosure& disclosure, std::string_view path) {
        return std::ranges::find(disclosure.endpoints, path, &web::Disclosure::Endpoint::path) !=
               disclosure.endpoints.end();
    };
    EXPECT_FALSE(names(without, "/v2/video/list/"));
    EXPECT_TRUE(names(with, "/v2/video/list/"));
    ASSERT_EQ(on.size(), 2U);
    EXPECT_EQ(on[1].host, "open.tiktokapis.com");
    EXPECT_FALSE(off[1].on);
    EXPECT_TRUE(on[1].on);
}

TEST(DisclosureTest, ARecipientIsNamedWithAllThatGoesThere) {
    const auto data = privacy::DataTable::shipped();
    ASSERT_TRUE(data) << data.error();
    Settings settings;
    settings.tiktok.api_url = "https://business-api.tiktok.com";
    settings.tiktok.developers_api_url = "https://open.tiktokapis.com";
    settings.tiktok.developers_client_key = "key";

    const auto disclosure =
        make_disclosure(settings, "https://app.example", *data, make_recipients(settings).value());

    using Categories = std::vector<std::string>;
    ASSERT_EQ(disclosure.recipients.size(), 2U);
    EXPECT_EQ(disclosure.recipients[0].categories,
              (Categories{"oauth_tokens", "account_ids", "advertising_data", "creative_metadata"}));
    EXPECT_EQ(disclosure.recipients[1].categories,
              (Categories{"oauth_tokens", "account_ids", "creative_metadata"}));
}

TEST(DisclosureTest, AProfilesNameIsKeptWithItsConnection) {
    const auto data = privacy::DataTable::shipped();
    ASSERT_TRUE(data) << data.error();
    Settings settings;
    settings.tiktok.developers_client_key = "key";

    const auto disclosure = make_disclosure(settings, "https://app.example", *data, {});

    const auto profile =
        std::ranges::find(disclosure.endpoints, "/v2/user/info/", &web::Disclosure::Endpoint::path);
    ASSERT_NE(profile, disclosure.endpoints.end());
    const auto kept = std::ranges::find(disclosure.retention, profile->retention,
                                        &web::Disclosure::Retention::id);
    ASSERT_NE(kept, disclosure.retention.end());
    EXPECT_EQ(kept->title, "Connections and consents");
    const auto probe = std::ranges::find(disclosure.endpoints, "/open_api/v1.3/user/info/",
                                         &web::Disclosure::Endpoint::path);
    ASSERT_NE(probe, disclosure.endpoints.end());
    EXPECT_EQ(probe->retention, "") << "of the probe of a token nothing is kept";
}

} // namespace
} // namespace bayme::app
