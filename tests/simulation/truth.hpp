// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/sandbox.hpp"
#include "simulation/sandbox_wire.hpp"
#include "snapshots/snapshots.hpp"
#include "support/fake_clock.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace bayme::simulation {

/// Figures by object, each by its name; what is zero is left out.
using Figures = std::map<std::string, std::map<std::string, std::int64_t>>;

/// A window that the ledger calls complete, and what stood in it at the moment asked for.
struct Claim {
    Instant answered_at; ///< when the platform worked out what was published
    AdvertiserId advertiser;
    const snapshots::Cube* cube = nullptr;
    Day day;
    std::string asked; ///< "now", or the moment in the past
    Figures figures;   ///< hours added up
};

/// Every complete window of these accounts, now or as of a moment.
/// @return how many windows that moment could not be told of, because versions had been thinned.
Result<std::int64_t> add_claims(std::vector<Claim>& claims, snapshots::Snapshots& snapshots,
                                const SandboxWire& wire, const std::vector<AdvertiserId>& accounts,
                                DayRange days, std::optional<Instant> as_of);

/// A second sandbox of the same seed, which nobody lies for: holds each claim against GET /truth at
/// the moment of its answer.
class Truth {
public:
    Truth(const sandbox::SandboxOptions& options, Instant start);

    /// @return what is wrong, as sentences. Claims are sorted by their moment.
    std::vector<std::string> compare(std::vector<Claim>& claims);

private:
    Figures at(const Claim& claim, const std::set<std::string>& names);

    test::FakeClock wall_;
    test::FakeScheduler waits_{wall_};
    std::unique_ptr<sandbox::Sandbox> sandbox_;
};

} // namespace bayme::simulation
