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
                       const std::function<void(const std::string& url)>& ready) override;
    Result<int> migrate(const cli::CommonOptions& common) override;
    Result<std::vector<cli::ConfigLine>> config(const cli::CommonOptions& common) override;
    Result<std::vector<std::string>> config_problems(const cli::CommonOptions& common) override;
    std::vector<cli::DoctorLine> doctor(const cli::CommonOptions& common) override;

private:
    Result<Settings> settings(const cli::CommonOptions& common, const std::string& listen = {});
    /// True when a process answers on the folder's socket.
    static bool is_served(const Settings& settings);
    Result<std::unique_ptr<cli::Connection>> open(Settings settings);

    Environment environment_;
    Seams seams_;
};

} // namespace bayme::app
