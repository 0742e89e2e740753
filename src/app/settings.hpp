// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "accounts/directory.hpp"
#include "app/config_source.hpp"
#include "base/secret.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bayme::app {

/// What the command line says about configuration; outranks everything else.
struct Overrides {
    std::filesystem::path config_file;
    /// By dotted name: "data.dir".
    std::map<std::string, std::string, std::less<>> values;
};

struct ServerSettings {
    std::string address;
    std::uint16_t port = 0;
    std::string public_url; ///< empty until the port is known
    std::filesystem::path tls_certificate;
    std::filesystem::path tls_key;
    std::vector<std::string> trusted_proxies;

    [[nodiscard]] bool tls() const { return !tls_certificate.empty(); }
};

struct DataSettings {
    std::filesystem::path folder;
    std::filesystem::path state;
    std::filesystem::path snapshots;

    [[nodiscard]] std::filesystem::path lock() const { return folder / "bayme.lock"; }
    [[nodiscard]] std::filesystem::path socket() const { return folder / "bayme.sock"; }
};

struct TikTokSettings {
    std::string app_id;
    SecretText app_secret;
    std::string api_url;
    std::string authorize_url;
    /// Of the company's own TikTok accounts; empty: they cannot be connected.
    std::string login_url = {};
    std::string developers_api_url = {};
    std::string developers_client_key = {}; ///< empty: Login Kit is not used
    SecretText developers_client_secret = {};
    std::string tier;
    int quota_margin = 1; ///< percent of every limit that stays unused
    std::optional<Day> app_secret_since = {};
};

struct AccountSettings {
    accounts::NewAccounts new_accounts = accounts::NewAccounts::ask;
};

struct SiteSettings {
    std::string operator_name;
    std::string contact;
    std::vector<std::string> processing_locations;
    std::filesystem::path content;
};

/// Where the master key is looked for; vault/ decides which may be used.
struct KeySettings {
    std::filesystem::path credential;
    SecretText environment;
    std::filesystem::path file;
};

struct LimitSettings {
    std::size_t http_threads = 4;
    std::size_t job_threads = 2;
    int snapshot_threads = 2;
    int snapshot_memory_mb = 512;
};

/// One line of `config show`; a secret says whether it is set and from where, never what it is.
struct EffectiveValue {
    std::string key;
    std::string value;
    std::string source;
};

/// The whole configuration, typed. Moves only: it holds secrets.
struct Settings {
    ServerSettings server;
    DataSettings data;
    TikTokSettings tiktok;
    AccountSettings accounts;
    KeySettings keys;
    SiteSettings site;
    LimitSettings limits;
    /// The data folder is a demo's: `tiktok` is its simulation, whatever the configuration says.
    bool demo = false;
    std::map<std::string, int> retention; ///< days by class of data/retention.csv
    std::vector<EffectiveValue> effective;
};

/// Command line over environment over systemd credential over bayme.toml over default. The file is
/// the one of --config, else BAYME_CONFIG, else bayme/bayme.toml in $XDG_CONFIG_HOME or ~/.config,
/// else /etc/bayme/bayme.toml; only a file that was named must exist.
/// @return invalid_input with every wrong key as a field, the nearest key named; for an unknown
///         variable BAYME_<section>_… too.
Result<Settings> load_settings(const Environment& environment, FileSystem& files,
                               const Overrides& overrides);

/// What POLICY and DESIGN forbid in production, as sentences; empty when it may go live.
std::vector<std::string> production_problems(const Settings& settings);
/// Whether browsers reach this server only from this machine.
bool is_loopback(const ServerSettings& server);

} // namespace bayme::app
