// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "simulation/life.hpp"
#include "simulation/sandbox_wire.hpp"
#include "support/scratch_folder.hpp"
#include "support/seeded_random.hpp"

namespace bayme::simulation {

/// What outlives the lives of a simulated program: time, a sandbox and the way to it, a folder.
class Stage {
public:
    /// An initialised data folder beside a sandbox of its own, whose faults are off.
    static Result<std::unique_ptr<Stage>> make(const sandbox::SandboxOptions& options,
                                               Instant start, std::uint64_t seed);

    Result<std::unique_ptr<Life>> open(std::chrono::seconds lease);
    /// POST to the sandbox's control port.
    Result<void> command(std::string path, std::string body);
    /// Consent to these accounts and scopes, as a JSON list; empty scopes are all.
    std::string code_for(const std::vector<AdvertiserId>& accounts, std::string_view scopes = {});
    /// How many calls a fault rule met, since the rules were set.
    std::int64_t faults();

    VirtualTime time;
    test::SeededRandom random;
    test::ScratchFolder folder;
    std::unique_ptr<sandbox::Sandbox> sandbox;
    std::vector<AdvertiserId> accounts;
    std::optional<SandboxWire> wire;
    std::optional<app::Settings> settings;

private:
    Stage(Instant start, std::uint64_t seed) : time(start, seed), random(seed) {}
};

} // namespace bayme::simulation
