// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/config_keys.hpp"

#include "base/nearest.hpp"
#include "privacy/data_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace bayme::app {
namespace {

using enum KeyKind;

constexpr std::array fixed_keys{
    ConfigKey{"server", "listen", text, "127.0.0.1:8080", "address and port to listen on"},
    ConfigKey{"server", "public_url", text, "",
              "what browsers call this server; default: http://localhost with the port"},
    ConfigKey{"server", "tls_certificate", text, "",
              "PEM file; with tls_key the server speaks TLS"},
    ConfigKey{"server", "tls_key", text, "", "PEM file"},
    ConfigKey{"server", "trusted_proxies", list, "", "addresses whose X-Forwarded-For is believed"},
    ConfigKey{"data", "dir", text, "",
              "the data folder; default: $XDG_DATA_HOME/bayme or ~/.local/share/bayme"},
    ConfigKey{"data", "state_url", text, "", "sqlite:FILE; default: state.db in the data folder"},
    ConfigKey{"data", "snapshots_url", text, "",
              "duckdb:FILE; default: snapshots.duckdb in the data folder"},
    ConfigKey{"tiktok", "app_id", text, "", "of the app registered with TikTok"},
    ConfigKey{"tiktok", "app_secret", secret, "", "of the app registered with TikTok"},
    ConfigKey{"tiktok", "api_url", text, "https://business-api.tiktok.com", "the platform"},
    ConfigKey{"tiktok", "authorize_url", text, "https://business-api.tiktok.com/portal/auth",
              "the platform's consent page"},
    ConfigKey{"tiktok", "login_url", text, "https://www.tiktok.com/v2/auth/authorize/",
              "the consent page for the company's own TikTok accounts"},
    ConfigKey{"tiktok", "developers_api_url", text, "https://open.tiktokapis.com",
              "TikTok for Developers"},
    ConfigKey{"tiktok", "developers_client_key", text, "",
              "of the app of TikTok for Developers; only with it Login Kit can be used"},
    ConfigKey{"tiktok", "developers_client_secret", secret, "",
              "of the app of TikTok for Developers"},
    ConfigKey{
        "tiktok", "tier", text, "basic",
        "the app's approved level: basic, advanced, premium, ultimate; sandbox on TikTok's own "
        "test host; none counts nothing"},
    ConfigKey{"tiktok", "quota_margin", number, "1",
              "percent of every limit left unused, besides half a percent that always is"},
    ConfigKey{"tiktok", "app_secret_since", text, "",
              "the day the app secret was made, such as 2026-01-31: after a year you are told"},
    ConfigKey{"accounts", "new", text, "ask",
              "an account that turns up under a connection: ask, or include it at once"},
    ConfigKey{"keys", "master_key", secret, "",
              "64 hex digits; default: master.key in the data folder"},
    ConfigKey{"site", "operator", text, "Bayme", "who runs this, named on the public pages"},
    ConfigKey{"site", "contact", text, "dev@bayme.store", "address for privacy questions"},
    ConfigKey{"site", "processing_locations", list, "", "countries where data is processed"},
    ConfigKey{"site", "content", text, "", "folder of the public pages; default: the shipped ones"},
    ConfigKey{"limits", "http_threads", number, "4", "requests that run at once"},
    ConfigKey{"limits", "job_threads", number, "2", "jobs that run at once"},
    ConfigKey{"limits", "snapshot_threads", number, "2", "threads of the snapshot store"},
    ConfigKey{"limits", "snapshot_memory_mb", number, "512", "memory of the snapshot store"},
};

/// [retention] has one key per class of the table of data.
struct RetentionKeys {
    struct Texts {
        std::string id;
        std::string days;
        std::string meaning;
    };
    std::vector<Texts> texts;
    std::vector<ConfigKey> all{fixed_keys.begin(), fixed_keys.end()};

    RetentionKeys() {
        const auto table = privacy::DataTable::shipped();
        if (!table) {
            return;
        }
        for (const auto& one : table->classes()) {
            if (one.days > 0) {
                texts.push_back(
                    {one.id, fmt::to_string(one.days),
                     fmt::format("days that {} are kept after {}", one.title, one.counted_from)});
            }
        }
        for (const auto& one : texts) {
            all.push_back({"retention", one.id, number, one.days, one.meaning});
        }
    }
};

} // namespace

std::string ConfigKey::dotted() const {
    return fmt::format("{}.{}", section, name);
}

std::string ConfigKey::variable() const {
    auto upper = fmt::format("BAYME_{}_{}", section, name);
    for (auto& letter : upper) {
        letter = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    }
    return upper;
}

std::string ConfigKey::credential() const {
    return dotted() == "keys.master_key" ? "bayme-kek" : fmt::format("bayme-{}-{}", section, name);
}

std::span<const ConfigKey> config_keys() {
    static const RetentionKeys keys;
    return keys.all;
}

const ConfigKey* find_config_key(std::string_view dotted) {
    const auto keys = config_keys();
    const auto found =
        std::ranges::find_if(keys, [&](const auto& key) { return key.dotted() == dotted; });
    return found == keys.end() ? nullptr : &*found;
}

std::optional<std::string> nearest_config_key(std::string_view dotted) {
    std::vector<std::string> names;
    for (const auto& key : config_keys()) {
        names.push_back(key.dotted());
    }
    const std::vector<std::string_view> views(names.begin(), names.end());
    const auto near = nearest_name(dotted, views);
    return near ? std::optional{std::string{*near}} : std::nullopt;
}

} // namespace bayme::app
