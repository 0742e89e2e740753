// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/disclosure.hpp"
#include "support/source_folder.hpp"
#include "vault/hash.hpp"
#include "web/content.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <map>

namespace bayme::app {
namespace {

/// The policy as a shipped installation shows it, tables of data and recipients included.
Result<web::Pages> shipped_pages() {
    BAYME_TRY(const auto data, privacy::DataTable::shipped());
    Settings settings;
    settings.site = {.operator_name = "Bayme",
                     .contact = "dev@bayme.store",
                     .processing_locations = {"Frankfurt, Germany"},
                     .content = {}};
    settings.tiktok.api_url = "https://business-api.tiktok.com";
    settings.tiktok.developers_api_url = "https://open.tiktokapis.com";
    settings.tiktok.developers_client_key = "key";
    BAYME_TRY(const auto recipients, make_recipients(settings));
    BAYME_TRY(const auto sources, web::shipped_sources());
    return web::render_pages(
        sources, make_disclosure(settings, "https://app.bayme.store", data, recipients));
}

TEST(PolicyVersionsTest, ThePolicysDateChangesWithItsText) {
    const auto pages = shipped_pages();
    ASSERT_TRUE(pages) << pages.error();
    std::map<std::string, std::string> versions;
    std::ifstream file(test::source_folder() / "tests" / "app" / "policy_versions.txt");
    for (std::string date, hash; file >> date >> hash;) {
        EXPECT_TRUE(versions.emplace(date, hash).second) << date << " comes twice";
    }
    const auto date = pages->policy_updated.text();
    const auto hash = vault::sha256_hex(pages->privacy.body.markup());

    ASSERT_FALSE(versions.empty());
    EXPECT_EQ(versions.rbegin()->first, date)
        << "a new date needs a new line in tests/app/policy_versions.txt: " << date << " " << hash;
    EXPECT_EQ(versions[date], hash)
        << "The privacy policy reads differently than it did under this date. Set `updated` in "
           "content/privacy.md to today and add a line to tests/app/policy_versions.txt; lines of "
           "earlier days stay as they are.";
}

} // namespace
} // namespace bayme::app
