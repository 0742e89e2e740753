// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/demo_folder.hpp"

#include <algorithm>
#include <array>
#include <sstream>

namespace bayme::app {
namespace {

constexpr std::string_view shown_source = "the demo in the data folder";

std::filesystem::path mark_of(const Settings& settings) {
    return settings.data.folder / "demo";
}

/// One address a line, in this order.
std::array<std::pair<std::string_view, std::string*>, 4> addresses(TikTokSettings& tiktok) {
    return {{{"tiktok.api_url", &tiktok.api_url},
             {"tiktok.authorize_url", &tiktok.authorize_url},
             {"tiktok.login_url", &tiktok.login_url},
             {"tiktok.developers_api_url", &tiktok.developers_api_url}}};
}

} // namespace

Result<void> mark_demo_folder(const Settings& settings, FileSystem& files) {
    const auto& tiktok = settings.tiktok;
    return files.write(mark_of(settings),
                       fmt::format("{}\n{}\n{}\n{}\n", tiktok.api_url, tiktok.authorize_url,
                                   tiktok.login_url, tiktok.developers_api_url),
                       FileMode::owner_read_write);
}

Result<void> keep_to_demo(Settings& settings, FileSystem& files) {
    const auto mark = files.read(mark_of(settings));
    if (!mark) {
        return mark.error().code == ErrorCode::not_found ? Result<void>{}
                                                         : std::unexpected(mark.error());
    }
    settings.demo = true;
    settings.tiktok = {.app_id = "demo",
                       .app_secret = SecretText{"demo"},
                       .api_url = {},
                       .authorize_url = {},
                       .tier = "none"};
    std::istringstream lines{*mark};
    for (const auto& [key, address] : addresses(settings.tiktok)) {
        if (!std::getline(lines, *address) || address->empty()) {
            return fail(Error{ErrorCode::conflict,
                              fmt::format("{} does not name the simulated TikTok of a demo; if the "
                                          "folder holds nothing you need, remove it",
                                          mark_of(settings).string()),
                              "demo_folder"});
        }
        const auto line = std::ranges::find(settings.effective, key, &EffectiveValue::key);
        if (line != settings.effective.end()) {
            line->value = *address;
            line->source = shown_source;
        }
    }
    return {};
}

Result<void> check_free_for_demo(const Settings& settings, FileSystem& files) {
    if (settings.demo || !files.facts(settings.data.state)) {
        return {};
    }
    return fail(Error{ErrorCode::conflict,
                      fmt::format("{} holds an installation that is no demo; nothing was changed. "
                                  "Name another folder with --data, or none",
                                  settings.data.folder.string()),
                      "not_a_demo"});
}

} // namespace bayme::app
