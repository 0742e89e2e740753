// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <cstdint>
#include <filesystem>
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
};

struct StaffArguments {
    std::string person;
};

struct AuditArguments {
    std::int64_t limit = 20;
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
