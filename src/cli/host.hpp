// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "cli/connection.hpp"
#include "cli/invocation.hpp"

#include <functional>
#include <string>
#include <vector>

namespace bayme::cli {

struct InitOutcome {
    std::filesystem::path folder;
    std::string link;
};

/// A line of `config show`.
struct ConfigLine {
    std::string key;
    std::string value;
    std::string source;
};

/// A line of `doctor`.
struct DoctorLine {
    std::string name;
    bool ok = false;
    std::string detail;
};

/// What the verbs need from the program around them. Made by app/, which knows every room.
class Host {
public:
    virtual ~Host() = default;

    /// Through the socket when a process owns the data folder, else in this process.
    virtual Result<std::unique_ptr<Connection>> connect(const CommonOptions& common) = 0;
    /// With the key of --key-file or BAYME_API_KEY. @return unauthenticated without one.
    virtual Result<std::unique_ptr<Connection>> connect_remote(const CallArguments& arguments) = 0;

    virtual Result<InitOutcome> init(const CommonOptions& common) = 0;
    /// Serves until a signal; `ready` is told the public URL once requests are answered.
    virtual Result<void> serve(const CommonOptions& common, const ServeArguments& arguments,
                               const std::function<void(const std::string& url)>& ready) = 0;
    virtual Result<int> migrate(const CommonOptions& common) = 0;
    virtual Result<std::vector<ConfigLine>> config(const CommonOptions& common) = 0;
    /// What keeps this configuration from going live; empty when nothing does.
    virtual Result<std::vector<std::string>> config_problems(const CommonOptions& common) = 0;
    virtual std::vector<DoctorLine> doctor(const CommonOptions& common) = 0;
};

} // namespace bayme::cli
