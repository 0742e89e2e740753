// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/operations/ledger.hpp"

#include "api/context.hpp"
#include "api/operations.hpp"
#include "api/operations/accounts_asked.hpp"
#include "snapshots/ledger_map.hpp"
#include "sync/gap_price.hpp"
#include "sync/lateness.hpp"
#include "tiktok/governor.hpp"

#include <algorithm>

namespace bayme::api {
namespace {

using snapshots::CellState;
using snapshots::LedgerMap;

constexpr int default_days = 28;
constexpr int longest_map = 800;
constexpr int most_single_days = 92;
constexpr int week = 7;

struct Letter {
    char letter;
    std::string_view state;
    std::string_view words;
};
/// By CellState, then what is none.
constexpr Letter letters[] = {
    {'#', "complete", "complete: proven against TikTok's own count and totals"},
    {'~', "provisional", "so far: the day is not over, or was last read while it ran"},
    {'o', "stale", "overdue: figures stand, fresher ones are late"},
    {'/', "partial", "partial: what came could not be proven whole"},
    {'x', "failed", "failed: the last fetch did not come through"},
    {'.', "never_fetched", "not fetched"},
    {' ', "not_begun", "the day has not begun"},
};

char letter_of(const snapshots::Tile& tile) {
    if (!tile.begun) {
        return letters[6].letter;
    }
    const auto worst = tile.overdue ? std::max(tile.worst, CellState::stale) : tile.worst;
    return letters[static_cast<std::size_t>(worst)].letter;
}

Result<snapshots::Cube> cube_named(std::string_view name) {
    const auto* cube = snapshots::find_cube(name);
    if (cube == nullptr) {
        return fail(ErrorCode::invalid_input, "there is no cube \"{}\"", name);
    }
    return *cube;
}

Result<std::vector<snapshots::Cube>> cubes_asked(const std::vector<std::string>& names) {
    std::vector<snapshots::Cube> cubes;
    for (const auto& name : names) {
        BAYME_TRY(const auto cube, cube_named(name));
        if (std::ranges::find(cubes, cube) == cubes.end()) {
            cubes.push_back(cube);
        }
    }
    for (const auto& cube : snapshots::cubes()) {
        if (names.empty() && cube.grain == snapshots::Grain::day) {
            cubes.push_back(cube);
        }
    }
    return cubes;
}

/// The accounts with their names, and the map over them.
struct Asked {
    std::vector<storage::Advertiser> accounts;
    LedgerMap map;
};

/// Made from the members that ledger.map and ledger.gaps share.
template <typename Request>
Result<Asked> look(Context& context, const Request& request) {
    BAYME_TRY(auto accounts, accounts_asked(context, request.advertiser_ids));
    BAYME_TRY(auto cubes, cubes_asked(request.cubes));
    const auto now = context.now();
    std::vector<snapshots::MapAccount> shown;
    Day today = UtcOffset{}.day_of(now);
    for (const auto& account : accounts) {
        BAYME_TRY(const auto offset, UtcOffset::from_seconds(account.offset_seconds.value_or(0)));
        shown.push_back({account.id, offset});
        today = shown.size() == 1 ? offset.day_of(now) : std::max(today, offset.day_of(now));
    }
    const auto to = request.to.value_or(today);
    BAYME_TRY(const auto days,
              make_day_range(request.from.value_or(to.plus(1 - default_days)), to));
    if (days.size() > longest_map) {
        return fail(ErrorCode::invalid_input, "{} days are asked for, at most {} are shown",
                    days.size(), longest_map);
    }
    Asked asked{std::move(accounts),
                LedgerMap{sync::map_question(std::move(shown), std::move(cubes), days, now)}};
    BAYME_CHECK(asked.map.fill(context.snapshots()));
    return asked;
}

/// The time calls take of the app's limit.
class Pace {
public:
    explicit Pace(Context& context) : view_(context.governor().view()) {}

    [[nodiscard]] std::string tier() const { return std::string{to_string(view_.tier)}; }
    void add(LedgerFill& to, const LedgerFill& from) const {
        to.calls += from.calls;
        to.rows += from.rows;
        to.rows_known = to.rows_known && from.rows_known;
        const auto in_1000_seconds = view_.app.allowance.second * view_.app.pace_permille;
        to.seconds =
            in_1000_seconds == 0 ? 0 : (to.calls * 1000 + in_1000_seconds - 1) / in_1000_seconds;
    }
    [[nodiscard]] LedgerFill fill(const snapshots::Gap& gap) const {
        const auto price = sync::price_of(gap);
        LedgerFill made;
        add(made, {.calls = price.calls, .rows = price.rows, .rows_known = price.rows_known});
        return made;
    }

private:
    tiktok::GovernorView view_;
};

LedgerMapRow row_of(const Asked& asked, std::size_t account, std::optional<std::size_t> cube,
                    int width, const Pace& pace) {
    const auto& all = asked.map.question().cubes;
    const auto sums = asked.map.sums(account, cube);
    LedgerMapRow row{.advertiser_id = asked.accounts[account].id,
                     .name = asked.accounts[account].name,
                     .cube = cube ? std::string{all[*cube].name} : std::string{},
                     .tiles = {},
                     .windows = sums.windows,
                     .complete = sums.complete,
                     .gaps = sums.gaps,
                     .overdue = sums.overdue,
                     .facts = sums.rows,
                     .oldest_fetch = sums.oldest_fetch,
                     .newest_fetch = sums.newest_fetch,
                     .fill = {}};
    for (const auto& tile : asked.map.tiles(account, cube, width)) {
        row.tiles += letter_of(tile);
    }
    if (sums.gaps > 0) {
        for (const auto& gap : asked.map.gaps(account)) {
            if (!cube || *gap.cube == all[*cube]) {
                pace.add(row.fill, pace.fill(gap));
            }
        }
    }
    return row;
}

Result<LedgerMapAnswer> show_map(Context& context, const ShowLedgerMap& request) {
    BAYME_TRY(const auto asked, look(context, request));
    const auto& question = asked.map.question();
    const int width = request.days_per_tile > 0 ? static_cast<int>(request.days_per_tile)
                      : question.days.size() <= most_single_days ? 1
                                                                 : week;
    const Pace pace{context};
    LedgerMapAnswer answer{.from = question.days.first,
                           .to = question.days.last,
                           .days_per_tile = width,
                           .cubes = {},
                           .legend = {},
                           .rows = {},
                           .fill = {},
                           .tier = pace.tier(),
                           .as_of = question.now};
    for (const auto& cube : question.cubes) {
        answer.cubes.emplace_back(cube.name);
    }
    for (const auto& [letter, state, words] : letters) {
        answer.legend.push_back({std::string{letter}, std::string{state}, std::string{words}});
    }
    for (std::size_t account = 0; account < asked.accounts.size(); ++account) {
        if (request.rows == "account") {
            answer.rows.push_back(row_of(asked, account, std::nullopt, width, pace));
            continue;
        }
        for (std::size_t cube = 0; cube < question.cubes.size(); ++cube) {
            answer.rows.push_back(row_of(asked, account, cube, width, pace));
        }
    }
    for (const auto& row : answer.rows) {
        answer.windows += row.windows;
        answer.complete += row.complete;
        answer.gaps += row.gaps;
        answer.overdue += row.overdue;
        pace.add(answer.fill, row.fill);
    }
    return answer;
}

Result<LedgerGaps> list_gaps(Context& context, const ListGaps& request) {
    BAYME_TRY(const auto asked, look(context, request));
    const Pace pace{context};
    LedgerGaps answer{.from = asked.map.question().days.first,
                      .to = asked.map.question().days.last,
                      .gaps = {},
                      .fill = {},
                      .tier = pace.tier()};
    for (std::size_t account = 0; account < asked.accounts.size(); ++account) {
        for (const auto& gap : asked.map.gaps(account)) {
            const auto fill = pace.fill(gap);
            pace.add(answer.fill, fill);
            if (answer.count++ < request.limit) {
                answer.gaps.push_back({.advertiser_id = gap.advertiser,
                                       .cube = std::string{gap.cube->name},
                                       .from = gap.days.first,
                                       .to = gap.days.last,
                                       .days = gap.days.size(),
                                       .state = std::string{to_string(gap.worst)},
                                       .fill = fill});
            }
        }
    }
    return answer;
}

Result<Ledger> list_cells(Context& context, const ListCells& request) {
    BAYME_TRY(const auto days, make_day_range(request.from, request.to));
    BAYME_TRY(const auto accounts, accounts_asked(context, request.advertiser_ids));
    snapshots::CellQuery query{
        .cube = {}, .advertisers = ids_of(accounts), .days = days, .as_of = {}};
    if (request.cube) {
        BAYME_TRY(query.cube, cube_named(*request.cube));
    }
    BAYME_TRY(const auto cells, context.snapshots().cells(query));
    Ledger ledger;
    for (const auto& cell : cells) {
        const auto* const cube = snapshots::find_cube(cell.cube);
        ledger.cells.push_back(
            {.advertiser_id = cell.advertiser,
             .cube = cell.cube,
             .day = cell.day,
             .state = std::string{to_string(cell.state)},
             .proof = std::string{to_string(cell.proof)},
             .reason = cell.reason,
             .rows = cell.rows,
             .total_number = cell.total_number,
             .tiktok_request_ids = cell.request_ids,
             .fetched_at = cell.fetched_at,
             .facts_at = cell.facts_at,
             .overdue = cell.facts_at && sync::is_overdue(*cube, cell.day, *cell.facts_at,
                                                          {context.now(), cell.offset,
                                                           sync::jitter_of(cell.advertiser)})});
    }
    return ledger;
}

const Operation table[] = {
    {.name = "ledger.map",
     .summary = "How complete, how old and how overdue every account day is, and what gaps cost",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli, Surface::mcp},
     .run =
         [](Context& context, const ShowLedgerMap& request) {
             return show_map(context, request);
         }},
    {.name = "ledger.gaps",
     .summary = "Stretches of days without proven figures, and what fetching each costs",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli, Surface::mcp},
     .run =
         [](Context& context, const ListGaps& request) {
             return list_gaps(context, request);
         }},
    {.name = "ledger.list",
     .summary = "What is known of each account, cube and day, and what proves it",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli, Surface::mcp},
     .run =
         [](Context& context, const ListCells& request) {
             return list_cells(context, request);
         }},
    {.name = "ledger.verify",
     .summary = "Whether the stored figures agree with themselves; reads all of them",
     .needs = Permission::operate,
     .on = {Surface::cli},
     .run = [](Context& context, const Nothing&) -> Result<LedgerState> {
         BAYME_TRY(auto faults, context.snapshots().check());
         return LedgerState{faults.empty(), std::move(faults)};
     }},
};

} // namespace

std::span<const Operation> ledger_operations() {
    return table;
}

} // namespace bayme::api
