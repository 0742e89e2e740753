// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/disclosure.hpp"

#include "tiktok/endpoints.hpp"

#include <gtest/gtest.h>

#include <set>

namespace bayme::app {
namespace {

TEST(DisclosureTest, NamesTheEndpointsAFeatureUsesAndNoOthers) {
    const auto data = privacy::DataTable::shipped();
    ASSERT_TRUE(data) << data.error();

    const auto disclosure = make_disclosure(Settings{}, "https://app.example", *data, {});

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

} // namespace
} // namespace bayme::app
