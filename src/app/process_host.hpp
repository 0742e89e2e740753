// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "app/program.hpp"
#include "cli/host.hpp"

namespace bayme::app {

/// The verbs' view of the program: opens data folders, serves, answers about configuration.
class ProcessHost final : public cli::Host {
public:
    ProcessHost(Environment environment, Seams seams);

    Result<std::unique_ptr<cli::Connection>> connect(const cli::CommonOptions& common) override;
    Result<std::unique_ptr<cli::Connection>>
    connect_remote(const cli::CallArguments& arguments) override;

    Result<cli::InitOutcome> init(const cli::CommonOptions& common) override;
    Result<void> serve(const cli::CommonOptions& common, const cli::ServeArguments& arguments,
                       const std::function<void(const cli::ServeReady& ready)>& ready) override;
    Result<int> migrate(const cli::CommonOptions& common) override;
    Result<std::vector<cli::ConfigLine>> config(const cli::CommonOptions& common) override;
    Result<std::vector<std::string>> config_problems(const cli::CommonOptions& common) override;
    Result<std::string> decode(const std::string& endpoint, std::string_view raw,
                               bool json) override;
    Result<void> sandbox(const cli::SandboxArguments& arguments,
                         const std::function<void(const cli::SandboxReady&)>& ready) override;
    Result<void> demo(const cli::CommonOptions& common, const cli::ServeArguments& serve,
                      const cli::SandboxArguments& sandbox,
                      const std::function<void(std::string_view)>& step,
                      const std::function<void(const cli::DemoReady&)>& ready) override;
    void pause(std::chrono::milliseconds duration) override;
    std::vector<cli::DoctorLine> doctor(const cli::CommonOptions& common) override;
    Result<cli::ProbeReport> probe_plan(const cli::CommonOptions& common,
                                        const cli::ProbeArguments& arguments) override;
    Result<cli::ProbeReport> probe(const cli::CommonOptions& common,
                                   const cli::ProbeArguments& arguments,
                                   const std::function<void(std::string_view)>& step) override;

private:
    Result<Settings> settings(const cli::CommonOptions& common, const std::string& listen = {});
    /// True when a process answers on the folder's socket.
    static bool is_served(const Settings& settings);
    Result<std::unique_ptr<cli::Connection>> open(Settings settings);

    Result<void> wait_for_group(Program& program, const std::vector<std::string>& ids);

    Environment environment_;
    Seams seams_;
    SystemScheduler waits_;
};

} // namespace bayme::app
