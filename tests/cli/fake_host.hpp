// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "cli/host.hpp"

#include <map>
#include <vector>

namespace bayme::cli::test {

/// Remembers what was asked and answers what a test put in.
struct FakeHost final : Host {
    struct Asked {
        std::string operation;
        std::string body;
        std::string key;
        bool operator==(const Asked&) const = default;
    };

    class FakeConnection final : public Connection {
    public:
        explicit FakeConnection(FakeHost& host) : host_(host) {}
        Result<std::string> call(std::string_view operation, std::string_view json,
                                 const std::string& key) override {
            host_.asked.push_back({std::string{operation}, std::string{json}, key});
            if (const auto found = host_.turns.find(operation);
                found != host_.turns.end() && !found->second.empty()) {
                auto answer = found->second.front();
                found->second.erase(found->second.begin());
                return answer;
            }
            const auto found = host_.answers.find(operation);
            return found == host_.answers.end()
                       ? fail(ErrorCode::not_found, "there is no operation {}", operation)
                       : found->second;
        }

        void run_jobs() override { host_.ran_jobs = true; }

    private:
        FakeHost& host_;
    };

    /// One answer for each call, in this order.
    void answer_in_turn(const std::string& operation, std::vector<std::string> in_turn) {
        turns[operation] = std::move(in_turn);
    }

    Result<std::unique_ptr<Connection>> connect(const CommonOptions& /*common*/) override {
        if (unreachable) {
            return fail(*unreachable);
        }
        return std::make_unique<FakeConnection>(*this);
    }
    Result<std::unique_ptr<Connection>> connect_remote(const CallArguments& arguments) override {
        remote = arguments.server;
        return std::make_unique<FakeConnection>(*this);
    }
    Result<InitOutcome> init(const CommonOptions& common) override {
        return InitOutcome{common.data, "http://localhost:8080/link/abc", served_at};
    }
    Result<void> serve(const CommonOptions& /*common*/, const ServeArguments& arguments,
                       const std::function<void(const ServeReady&)>& ready) override {
        ready({"http://" + arguments.listen, sealed});
        return {};
    }
    Result<int> migrate(const CommonOptions& /*common*/) override { return 8; }
    Result<std::vector<ConfigLine>> config(const CommonOptions& /*common*/) override {
        return std::vector<ConfigLine>{{"server.listen", "127.0.0.1:8080", "default"}};
    }
    Result<std::vector<std::string>> config_problems(const CommonOptions& /*common*/) override {
        return problems;
    }
    Result<std::string> decode(const std::string& endpoint, std::string_view raw,
                               bool json) override {
        return fmt::format("{} {} {}", endpoint, raw.size(), json);
    }
    Result<void> sandbox(const SandboxArguments& /*arguments*/,
                         const std::function<void(const SandboxReady&)>& ready) override {
        ready({"{}", "http://127.0.0.1:1/open_api/v1.3/", "http://127.0.0.1:2"});
        return {};
    }
    Result<void> demo(const CommonOptions& /*common*/, const ServeArguments& /*serve*/,
                      const SandboxArguments& /*sandbox*/,
                      const std::function<void(std::string_view)>& step,
                      const std::function<void(const DemoReady&)>& ready) override {
        step("working");
        ready({"http://localhost:1", "http://localhost:1/link/x", "/scratch", "2026-03-01",
               "2026-03-14"});
        return {};
    }
    void pause(std::chrono::milliseconds /*duration*/) override { ++pauses; }
    std::vector<DoctorLine> doctor(const CommonOptions& /*common*/) override { return checks; }

    Result<ProbeReport> probe_plan(const CommonOptions& /*common*/,
                                   const ProbeArguments& /*arguments*/) override {
        return probe_report;
    }
    Result<ProbeReport> probe(const CommonOptions& /*common*/, const ProbeArguments& arguments,
                              const std::function<void(std::string_view)>& step) override {
        step("reading");
        probed = arguments;
        return probe_report;
    }

    std::map<std::string, Result<std::string>, std::less<>> answers;
    std::vector<Asked> asked;
    std::optional<Error> unreachable;
    std::string remote;
    std::string served_at;
    std::optional<Error> sealed;
    int pauses = 0;
    bool ran_jobs = false;
    std::map<std::string, std::vector<std::string>, std::less<>> turns;
    std::vector<std::string> problems;
    std::vector<DoctorLine> checks;
    ProbeReport probe_report;
    std::optional<ProbeArguments> probed;
};

} // namespace bayme::cli::test
