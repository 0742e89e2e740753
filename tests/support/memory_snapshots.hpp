// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/ladder.hpp"
#include "snapshots/snapshots.hpp"

#include <map>
#include <mutex>
#include <set>
#include <tuple>
#include <vector>

namespace bayme::test {

/// Snapshots as one would explain them: every publish of a window is kept whole, and an answer is
/// counted from the last one up to the moment asked for. Held to the same contract suite as the
/// real stores, so it may stand in for them.
class MemorySnapshots final : public snapshots::Snapshots {
public:
    explicit MemorySnapshots(const Clock& clock) : clock_(clock) {}

    Result<snapshots::PublishOutcome> publish(const snapshots::Publish& publish) override;
    Result<snapshots::Table> read(const snapshots::Query& query, std::stop_token stop) override;
    Result<std::vector<snapshots::Cell>> cells(const snapshots::CellQuery& query) override;
    Result<void> glance(const snapshots::CellQuery& query,
                        const std::function<void(const snapshots::CellGlance&)>& see) override;
    Result<snapshots::FactHistory> history(const snapshots::HistoryQuery& query) override;
    Result<std::int64_t> thin(Instant now, const std::vector<Instant>& pins) override;
    Result<std::int64_t> expire(const snapshots::ExpiryCuts& cuts) override;
    Result<std::vector<std::string>> check() override { return std::vector<std::string>{}; }

private:
    struct Fact {
        snapshots::FactKey key;
        std::map<snapshots::MetricIndex, std::int64_t> values;
        bool operator==(const Fact&) const = default;
    };
    using Place = std::pair<int, snapshots::ObjectNumber>; ///< hour, object
    struct Version {
        snapshots::Cell cell;
        std::map<Place, Fact> facts;
    };
    using WindowKey = std::tuple<std::string, AdvertiserId, Day>;
    /// One fact as it stood: from observed_at up to superseded_at.
    struct Stay {
        WindowKey window;
        Place place;
        Instant from;
        Instant until;
        auto operator<=>(const Stay&) const = default;
    };

    const Version* version_at(const WindowKey& window, std::optional<Instant> moment) const;
    std::vector<Stay> ended_stays() const;
    bool is_kept(const Stay& stay) const;

    const Clock& clock_;
    std::mutex mutex_;
    std::map<WindowKey, std::vector<Version>> windows_;
    std::set<Stay> dropped_;
    snapshots::Ladder ladder_;
    Instant last_;
};

} // namespace bayme::test
