// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace bayme::cli {

/// Options every verb takes.
struct CommonOptions {
    std::filesystem::path config; ///< --config
    std::filesystem::path data;   ///< --data
    bool json = false;            ///< --json
};

struct CallArguments {
    std::string operation;
    std::string body;   ///< JSON; "-" reads standard input
    std::string server; ///< --server URL
    std::filesystem::path key_file;
    std::string idempotency_key;
};

struct ServeArguments {
    std::string listen; ///< --listen ADDRESS:PORT
};

struct JobsArguments {
    std::string id;
    std::string state;
    std::int64_t limit = 20;
    bool dead = false;
    // What is paused or resumed: one of them.
    std::string kind;
    std::string advertiser;
    std::string reason;
};

struct ConnectionsArguments {
    std::string id;
};

struct OwnAccountsArguments {
    std::string id;
    std::string login; ///< tiktok-account or tiktok-developers
    bool read = false;
};

struct StaffArguments {
    std::string person;
};

struct AuditArguments {
    std::int64_t limit = 20;
};

struct SyncArguments {
    std::string what = "all";
    std::vector<std::string> advertisers;
    std::string from;
    std::string to;
    bool only_missing = false;
    bool wait = false;
};

struct ReportArguments {
    std::vector<std::string> dimensions;
    std::vector<std::string> metrics;
    std::vector<std::string> advertisers;
    std::vector<std::string> order_by;
    std::string from;
    std::string to;
    std::string where;
    std::string as_of;
    std::string format; ///< empty: table, or json with --json
    std::int64_t limit = 0;
};

struct ConnectArguments {
    std::string auth_code; ///< "-" reads standard input
    std::vector<std::string> advertisers;
    bool yes = false;
};

struct AccountsArguments {
    std::string id;
    bool all = false;
};

struct ObjectsArguments {
    std::string advertiser;
    std::string level = "campaign";
    std::string id;
    std::string parent;
    bool with_deleted = false;
};

struct PlanArguments {
    std::string id;
    std::string advertiser;
    std::string level; ///< campaign, adgroup or ad
    std::vector<std::string> objects;
    std::string status; ///< ENABLE or DISABLE
    std::string budget;
    std::string title;
    bool confirm = false;
    bool wait = false;
    std::int64_t limit = 20;
};

struct LedgerArguments {
    std::vector<std::string> advertisers;
    std::vector<std::string> cubes;
    bool by_cube = false;
    bool gaps = false;
    bool cells = false;
    std::string from;
    std::string to;
};

struct MaturityArguments {
    std::string advertiser;
    std::vector<std::string> metrics;
    bool by_attribution = false;
};

struct ReconcileArguments {
    std::filesystem::path file;
    std::filesystem::path columns;
    std::vector<std::string> advertisers;
    std::string from;
    std::string to;
    std::string exported_at;
    bool only_listed = false;
    std::int64_t limit = 50;
};

struct BackfillArguments {
    std::vector<std::string> advertisers;
    std::vector<std::string> cubes;
    std::string from;
    std::string to;
    std::string group;
    bool wait = false;
};

struct CubesArguments {
    std::vector<std::string> names;
};

struct DecodeArguments {
    std::string endpoint;
    std::filesystem::path file; ///< empty or "-": standard input
};

struct SandboxArguments {
    std::string listen = "127.0.0.1:0";
    std::string control = "127.0.0.1:0";
    std::optional<std::uint64_t> seed;
    std::string world; ///< a file, or the name of one that comes with the program
    std::string scale = "small";
    std::string now;
    std::string quota = "off";
    std::filesystem::path faults;
    std::filesystem::path log_folder;
    std::filesystem::path record; ///< --record FOLDER
    std::string upstream = "https://business-api.tiktok.com";
    std::filesystem::path replay; ///< --replay FOLDER
};

/// What `doctor --probe` may do; without run and write it only prints.
struct ProbeArguments {
    bool wanted = false;
    bool run = false;
    bool write = false; ///< implies run
    std::string advertiser;
    std::filesystem::path token_file;
    std::string auth_code; ///< "-" reads standard input
    std::vector<std::string> callbacks;
    int samples = 20;
};

/// A command line that was understood. `verb` names the command with its words: "jobs list".
struct Invocation {
    std::string verb;
    CommonOptions common;
    CallArguments call;
    ServeArguments serve;
    JobsArguments jobs;
    StaffArguments staff;
    AuditArguments audit;
    SyncArguments sync;
    ReportArguments report;
    ConnectArguments connect;
    AccountsArguments accounts;
    ConnectionsArguments connections;
    ObjectsArguments objects;
    OwnAccountsArguments own_accounts;
    PlanArguments plan;
    LedgerArguments ledger;
    MaturityArguments maturity;
    ReconcileArguments reconcile;
    BackfillArguments backfill;
    CubesArguments cubes;
    DecodeArguments decode;
    SandboxArguments sandbox;
    ProbeArguments probe;
};

/// What reading a command line gave: something to do, or a text to print and end.
struct ParsedLine {
    bool understood = false;
    Invocation invocation;
    std::string text;  ///< help, or what is wrong
    int exit_code = 0; ///< 0 for help, 2 for wrong usage
};

/// The one place that knows CLI11.
ParsedLine parse_line(const std::vector<std::string>& arguments);

} // namespace bayme::cli
