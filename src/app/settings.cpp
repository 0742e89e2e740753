// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/settings.hpp"

#include "app/config_values.hpp"
#include "tiktok/allowance.hpp"

#include <algorithm>
#include <charconv>

namespace bayme::app {
namespace {

namespace fs = std::filesystem;

/// Reads typed values and keeps every complaint.
class Reader {
public:
    Reader(ChosenValues& values, FileSystem& files) : values_(values), files_(files) {}

    std::string text(std::string_view key) { return values_.find(key)->second.texts.front(); }
    std::vector<std::string> list(std::string_view key) { return values_.find(key)->second.texts; }

    std::int64_t number(std::string_view key, std::int64_t most) {
        const auto written = text(key);
        std::int64_t value = 0;
        const auto* end = written.data() + written.size();
        const auto read = std::from_chars(written.data(), end, value);
        if (read.ec != std::errc{} || read.ptr != end || value < 1 || value > most) {
            complain(key, fmt::format("expected a whole number from 1 to {}, got \"{}\"", most,
                                      written));
        }
        return value;
    }

    /// The secret itself, its file read; empty when it is not set.
    SecretText secret(std::string_view key) {
        auto& chosen = values_.find(key)->second;
        if (chosen.secret_file.empty()) {
            return chosen.secret.clone();
        }
        auto content = files_.read(chosen.secret_file);
        if (!content) {
            complain(key, content.error().message);
            return {};
        }
        while (content->ends_with('\n') || content->ends_with('\r')) {
            content->pop_back();
        }
        return SecretText{*std::move(content)};
    }

    /// "scheme:FILE", or the default place.
    fs::path store(std::string_view key, std::string_view scheme, const fs::path& fallback) {
        const auto url = text(key);
        if (url.empty()) {
            return fallback;
        }
        if (!url.starts_with(scheme) || url.size() == scheme.size()) {
            complain(key, fmt::format("expected {}FILE, got \"{}\"", scheme, url));
        }
        return url.substr(std::min(scheme.size(), url.size()));
    }

    void complain(std::string_view key, std::string message) {
        errors_.push_back({std::string{key}, std::move(message)});
    }
    [[nodiscard]] const std::vector<FieldError>& errors() const { return errors_; }

private:
    ChosenValues& values_;
    FileSystem& files_;
    std::vector<FieldError> errors_;
};

bool is_url(std::string_view text) {
    const bool http = text.starts_with("http://") || text.starts_with("https://");
    const auto host = text.find("//") + 2;
    return http && text.size() > host && text.find_first_of("?# ") == std::string_view::npos;
}

ServerSettings read_server(Reader& reader) {
    ServerSettings server{.address = {},
                          .public_url = reader.text("server.public_url"),
                          .tls_certificate = reader.text("server.tls_certificate"),
                          .tls_key = reader.text("server.tls_key"),
                          .trusted_proxies = reader.list("server.trusted_proxies")};
    const auto listen = reader.text("server.listen");
    const auto colon = listen.rfind(':');
    const auto port = colon == std::string::npos ? std::string{} : listen.substr(colon + 1);
    const auto read = std::from_chars(port.data(), port.data() + port.size(), server.port);
    if (port.empty() || read.ec != std::errc{} || read.ptr != port.data() + port.size()) {
        reader.complain("server.listen", fmt::format("expected ADDRESS:PORT, got \"{}\"", listen));
    }
    server.address = listen.substr(0, colon);
    while (server.public_url.ends_with('/')) {
        server.public_url.pop_back();
    }
    if (!server.public_url.empty() && !is_url(server.public_url)) {
        reader.complain("server.public_url",
                        fmt::format("expected https://NAME, got \"{}\"", server.public_url));
    }
    if (server.tls_certificate.empty() != server.tls_key.empty()) {
        reader.complain("server.tls_key", "goes together with server.tls_certificate");
    }
    return server;
}

Result<fs::path> default_folder(const Environment& environment) {
    const auto data = environment.find("XDG_DATA_HOME");
    if (data != environment.end() && !data->second.empty()) {
        return fs::path{data->second} / "bayme";
    }
    const auto home = environment.find("HOME");
    if (home != environment.end() && !home->second.empty()) {
        return fs::path{home->second} / ".local/share/bayme";
    }
    return fail(Error{ErrorCode::invalid_input,
                      "data.dir is not set, and there is no HOME to put a data folder in",
                      "config.key"});
}

TikTokSettings read_tiktok(Reader& reader) {
    TikTokSettings tiktok{
        .app_id = reader.text("tiktok.app_id"),
        .app_secret = reader.secret("tiktok.app_secret"),
        .api_url = reader.text("tiktok.api_url"),
        .authorize_url = reader.text("tiktok.authorize_url"),
        .login_url = reader.text("tiktok.login_url"),
        .developers_api_url = reader.text("tiktok.developers_api_url"),
        .developers_client_key = reader.text("tiktok.developers_client_key"),
        .developers_client_secret = reader.secret("tiktok.developers_client_secret"),
        .tier = reader.text("tiktok.tier"),
        .quota_margin = static_cast<int>(reader.number("tiktok.quota_margin", 50))};
    for (const auto* key : {"tiktok.api_url", "tiktok.authorize_url", "tiktok.login_url",
                            "tiktok.developers_api_url"}) {
        if (!is_url(reader.text(key))) {
            reader.complain(key, fmt::format("expected an address, got \"{}\"", reader.text(key)));
        }
    }
    if (tiktok.developers_client_key.empty() != tiktok.developers_client_secret.empty()) {
        reader.complain("tiktok.developers_client_secret",
                        "goes together with tiktok.developers_client_key");
    }
    if (const auto since = reader.text("tiktok.app_secret_since"); !since.empty()) {
        const auto day = Day::parse(since);
        if (day) {
            tiktok.app_secret_since = *day;
        } else {
            reader.complain("tiktok.app_secret_since", day.error().message);
        }
    }
    if (const auto tier = tiktok::parse_tier(tiktok.tier); !tier) {
        reader.complain("tiktok.tier", tier.error().message);
    }
    return tiktok;
}

AccountSettings read_accounts(Reader& reader) {
    const auto wish = reader.text("accounts.new");
    if (wish != "ask" && wish != "include") {
        reader.complain("accounts.new", fmt::format("expected ask or include, got \"{}\"", wish));
    }
    return {.new_accounts =
                wish == "include" ? accounts::NewAccounts::include : accounts::NewAccounts::ask};
}

KeySettings read_keys(ChosenValues& values, const fs::path& folder) {
    auto& chosen = values.find("keys.master_key")->second;
    KeySettings keys{.credential = {}, .environment = chosen.secret.clone(), .file = {}};
    if (chosen.source.starts_with("credential")) {
        keys.credential = chosen.secret_file;
    } else if (!chosen.secret_file.empty()) {
        keys.file = chosen.secret_file;
    }
    if (keys.file.empty()) {
        keys.file = folder / "master.key";
    }
    return keys;
}

std::map<std::string, int> read_retention(Reader& reader) {
    std::map<std::string, int> days;
    for (const auto& key : config_keys()) {
        if (key.section == "retention") {
            days.emplace(key.name, static_cast<int>(reader.number(key.dotted(), 3660)));
        }
    }
    return days;
}

std::vector<EffectiveValue> show(const ChosenValues& values) {
    std::vector<EffectiveValue> lines;
    for (const auto& key : config_keys()) {
        const auto& chosen = values.find(key.dotted())->second;
        std::string shown;
        if (key.kind == KeyKind::secret) {
            const bool set = !chosen.secret.empty() || !chosen.secret_file.empty();
            shown = set ? "(set)" : "(not set)";
        } else {
            for (const auto& text : chosen.texts) {
                shown += fmt::format("{}{}", shown.empty() ? "" : ", ", text);
            }
        }
        lines.push_back({key.dotted(), std::move(shown), chosen.source});
    }
    return lines;
}

} // namespace

Result<Settings> load_settings(const Environment& environment, FileSystem& files,
                               const Overrides& overrides) {
    BAYME_TRY(auto values, choose_values(environment, files, overrides));
    Reader reader(values, files);
    fs::path folder = reader.text("data.dir");
    if (folder.empty()) {
        BAYME_TRY(folder, default_folder(environment));
        values.find("data.dir")->second.texts = {folder.string()};
    }
    Settings settings{
        .server = read_server(reader),
        .data = {.folder = folder,
                 .state = reader.store("data.state_url", "sqlite:", folder / "state.db"),
                 .snapshots =
                     reader.store("data.snapshots_url", "duckdb:", folder / "snapshots.duckdb")},
        .tiktok = read_tiktok(reader),
        .accounts = read_accounts(reader),
        .keys = read_keys(values, folder),
        .site = {.operator_name = reader.text("site.operator"),
                 .contact = reader.text("site.contact"),
                 .processing_locations = reader.list("site.processing_locations"),
                 .content = reader.text("site.content")},
        .limits = {.http_threads =
                       static_cast<std::size_t>(reader.number("limits.http_threads", 256)),
                   .job_threads = static_cast<std::size_t>(reader.number("limits.job_threads", 64)),
                   .snapshot_threads =
                       static_cast<int>(reader.number("limits.snapshot_threads", 256)),
                   .snapshot_memory_mb =
                       static_cast<int>(reader.number("limits.snapshot_memory_mb", 1 << 20))},
        .demo = false,
        .retention = read_retention(reader),
        .effective = show(values)};
    if (!reader.errors().empty()) {
        const auto& first = reader.errors().front();
        return fail(Error{ErrorCode::invalid_input,
                          fmt::format("{}: {}", first.path, first.message),
                          "config.value",
                          {},
                          reader.errors()});
    }
    return settings;
}

bool is_loopback(const ServerSettings& server) {
    const auto& url = server.public_url;
    if (url.empty()) {
        return server.address == "127.0.0.1" || server.address == "::1" ||
               server.address == "localhost";
    }
    const auto start = url.find("//") + 2;
    const auto end = url.find_first_of(":/", url[start] == '[' ? url.find(']', start) : start);
    const auto host = url.substr(start, end == std::string::npos ? end : end - start);
    return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

std::vector<std::string> production_problems(const Settings& settings) {
    std::vector<std::string> problems;
    const auto& url = settings.server.public_url;
    if (!url.starts_with("https://")) {
        problems.push_back(fmt::format(
            "server.public_url is \"{}\": the policy promises https for every page and redirect",
            url));
    } else if (is_loopback(settings.server)) {
        problems.emplace_back("server.public_url names this machine only");
    }
    if (settings.site.processing_locations.empty()) {
        problems.emplace_back(
            "site.processing_locations is empty: the policy says where data is processed");
    }
    if (settings.site.contact.find('@') == std::string::npos) {
        problems.emplace_back("site.contact is no mail address: the policy names one");
    }
    if (settings.tiktok.app_id.empty() || settings.tiktok.app_secret.empty()) {
        problems.emplace_back("tiktok.app_id and tiktok.app_secret are not both set");
    }
    if (!settings.tiktok.api_url.starts_with("https://business-api.tiktok.com") ||
        !settings.tiktok.authorize_url.starts_with("https://")) {
        problems.emplace_back("tiktok.api_url or tiktok.authorize_url is not the platform's");
    }
    if (!settings.keys.environment.empty()) {
        problems.emplace_back(
            "keys.master_key comes from the environment, where others can see it");
    }
    return problems;
}

} // namespace bayme::app
