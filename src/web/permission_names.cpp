// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/permission_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace bayme::web {
namespace {

struct Name {
    std::string_view scope;
    std::string_view words;
};

constexpr std::array<Name, 25> names{{{"1", "Ad Account Management"},
                                      {"10", "Ad Account Management: accounts"},
                                      {"100", "Ad Account Management: read accounts"},
                                      {"15", "Ad Account Management: Business Center"},
                                      {"2", "Ads Management"},
                                      {"20", "Ads Management: campaigns"},
                                      {"200", "Ads Management: read campaigns"},
                                      {"201", "Ads Management: change campaigns"},
                                      {"21", "Ads Management: ad groups"},
                                      {"210", "Ads Management: read ad groups"},
                                      {"211", "Ads Management: change ad groups"},
                                      {"22", "Ads Management: ads"},
                                      {"220", "Ads Management: read ads"},
                                      {"221", "Ads Management: change ads"},
                                      {"230", "Ads Management: change log"},
                                      {"3", "Audience Management"},
                                      {"4", "Reporting"},
                                      {"44", "Reporting: read reports"},
                                      {"5", "Measurement"},
                                      {"6", "Creative Management"},
                                      {"7", "App Management"},
                                      {"8", "Pixel Management"},
                                      {"9", "Catalog Management"},
                                      {"17000000", "Automated Rules"},
                                      {"18000000", "TikTok Accounts"}}};

} // namespace

std::string permission_words(std::string_view scope) {
    const auto* found = std::ranges::find(names, scope, &Name::scope);
    return found == names.end() ? std::string{scope} : fmt::format("{} ({})", found->words, scope);
}

} // namespace bayme::web
