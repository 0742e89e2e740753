// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "snapshots/snapshots.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace bayme::snapshots {

/// Whose windows a map shows; the offset says which days have begun.
struct MapAccount {
    AdvertiserId id;
    UtcOffset offset;
};

struct MapQuestion {
    std::vector<MapAccount> accounts;
    std::vector<Cube> cubes;
    DayRange days;
    Instant now;
    /// Whether facts that stand should have been fetched again by now; asked for windows that have
    /// some, with the account's place. See sync/lateness.hpp.
    std::function<bool(std::size_t account, const CellGlance& cell)> overdue = {};
};

/// What a stretch of windows adds up to.
struct MapSums {
    std::int64_t windows = 0; ///< of days that have begun
    std::int64_t complete = 0;
    std::int64_t gaps = 0;    ///< nothing proven stands: never fetched, partial or failed
    std::int64_t overdue = 0; ///< facts stand, and fresher ones are late
    std::int64_t rows = 0;
    std::optional<Instant> oldest_fetch;
    std::optional<Instant> newest_fetch;

    void add(const MapSums& other);
};

/// Days side by side that are gaps in one cube of one account.
struct Gap {
    AdvertiserId advertiser;
    const Cube* cube = nullptr;
    DayRange days;
    CellState worst = CellState::never_fetched;
    std::optional<std::int64_t> rows_a_day; ///< of the cube's other days; nothing when none is held
};

/// One place of the map: a day or several in a row.
struct Tile {
    CellState worst = CellState::complete;
    bool begun = false;   ///< some of it lies in the past or today
    bool overdue = false; ///< some of it
};

/// The whole ledger at a glance: a byte for each account x cube x day, filled in one reading pass
/// (500 accounts x 7 cubes x 365 days: 1.3 MB). Not shared between threads.
class LedgerMap {
public:
    explicit LedgerMap(MapQuestion question);
    /// Reads every window's cell.
    Result<void> fill(Snapshots& snapshots);

    /// Cells of an account over `width` days each, the first from the question's first day;
    /// `cube` is a place in the question's cubes, all together without it.
    [[nodiscard]] std::vector<Tile> tiles(std::size_t account, std::optional<std::size_t> cube,
                                          int width) const;
    [[nodiscard]] MapSums sums(std::size_t account, std::optional<std::size_t> cube) const;
    /// Of one account, by cube, newest first.
    [[nodiscard]] std::vector<Gap> gaps(std::size_t account) const;

    [[nodiscard]] const MapQuestion& question() const { return question_; }

private:
    void take(std::size_t account, std::size_t cube, const CellGlance& cell);
    [[nodiscard]] std::size_t row(std::size_t account, std::size_t cube) const {
        return account * question_.cubes.size() + cube;
    }
    [[nodiscard]] int days_begun(std::size_t account) const;
    [[nodiscard]] std::optional<std::int64_t> rows_a_day(std::size_t row) const;
    template <typename See>
    void each_row(std::size_t account, std::optional<std::size_t> cube, See see) const;

    MapQuestion question_;
    std::size_t width_;
    std::vector<std::uint8_t> windows_; ///< state, and a bit for overdue
    std::vector<MapSums> sums_;         ///< by row; windows and gaps are counted when asked
    std::vector<std::int64_t> held_;    ///< by row: days that have facts
};

} // namespace bayme::snapshots
