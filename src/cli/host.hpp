// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "cli/connection.hpp"
#include "cli/invocation.hpp"

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace bayme::cli {

struct ServeReady {
    std::string url;
    /// Why the vault is sealed; nothing when it is open. While it is, only public pages are served
    /// and no job runs.
    std::optional<Error> sealed = {};
};

struct InitOutcome {
    std::filesystem::path folder;
    std::string link;
    /// Where the folder is served already; empty when nothing runs.
    std::string served_at = {};
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

/// One open question about the platform, how `doctor --probe` asks it and, once asked, the answer.
struct ProbeQuestion {
    struct Step {
        std::string call;
        std::string says;
        int count = 0;
        std::string learns;
    };
    std::string id;
    std::string text;
    std::string needs; ///< the options that let its calls be sent
    std::vector<Step> steps;
    std::string by_hand;
    bool settled = false;
    std::string answer; ///< or why it is not settled
    std::vector<std::string> seen;
    std::vector<std::pair<std::string, std::string>> facts;
};

struct ProbeReport {
    std::string host;       ///< of [tiktok] api_url
    bool may_write = false; ///< it is TikTok's test host, or this machine
    std::string quota;      ///< what the calls are taken from
    std::vector<ProbeQuestion> questions;
};

struct SandboxReady {
    std::string line; ///< JSON
    std::string api_url;
    std::string control_url; ///< empty for a recorder and a replay
};

struct DemoReady {
    std::string url;
    std::string link;
    std::filesystem::path folder;
    std::string from; ///< first and last day that are synced
    std::string to;
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
    /// Serves until a signal; `ready` is told once requests are answered.
    virtual Result<void> serve(const CommonOptions& common, const ServeArguments& arguments,
                               const std::function<void(const ServeReady& ready)>& ready) = 0;
    virtual Result<int> migrate(const CommonOptions& common) = 0;
    virtual Result<std::vector<ConfigLine>> config(const CommonOptions& common) = 0;
    /// What keeps this configuration from going live; empty when nothing does.
    virtual Result<std::vector<std::string>> config_problems(const CommonOptions& common) = 0;
    /// A raw answer of the platform as Bayme reads it, for people or as JSON.
    virtual Result<std::string> decode(const std::string& endpoint, std::string_view raw,
                                       bool json) = 0;
    /// Runs the simulated platform until a signal, or what records or replays a real one; `ready`
    /// gets its line of JSON.
    virtual Result<void> sandbox(const SandboxArguments& arguments,
                                 const std::function<void(const SandboxReady& ready)>& ready) = 0;
    /// Sandbox, server and connected demo accounts in one process until a signal. `step` tells what
    /// is done next, `ready` where it runs.
    virtual Result<void> demo(const CommonOptions& common, const ServeArguments& serve,
                              const SandboxArguments& sandbox,
                              const std::function<void(std::string_view)>& step,
                              const std::function<void(const DemoReady& ready)>& ready) = 0;
    /// Lets a moment pass between two looks at a job.
    virtual void pause(std::chrono::milliseconds duration) = 0;
    virtual std::vector<DoctorLine> doctor(const CommonOptions& common) = 0;
    /// What a probe would send. Sends nothing.
    virtual Result<ProbeReport> probe_plan(const CommonOptions& common,
                                           const ProbeArguments& arguments) = 0;
    /// Sends what the arguments allow. @return forbidden with reason "probe.no_test_host" for
    /// writes to any host but TikTok's test host.
    virtual Result<ProbeReport> probe(const CommonOptions& common, const ProbeArguments& arguments,
                                      const std::function<void(std::string_view)>& step) = 0;
};

} // namespace bayme::cli
