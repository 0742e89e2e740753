// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/context.hpp"
#include "api/operations/ledger.hpp"
#include "api/operations/reconcile.hpp"
#include "base/base64.hpp"
#include "fake_operations.hpp"

#include <fmt/ranges.h>

namespace bayme::web::test {
namespace {

using api::Context;
using api::Operation;
using api::Permission;

Day day(std::string_view text) {
    return Day::parse(text).value();
}

const Operation table[] = {
    {.name = "ledger.map",
     .summary = "The ledger",
     .needs = Permission::read_reports,
     .run = [](Context& context,
               const api::ShowLedgerMap& request) -> Result<api::LedgerMapAnswer> {
         asked().push_back(fmt::format("ledger by {} of {}", request.rows,
                                       fmt::join(request.advertiser_ids, ",")));
         api::LedgerMapAnswer answer{.from = day("2026-05-24"),
                                     .to = day("2026-05-28"),
                                     .days_per_tile = 1,
                                     .cubes = {"campaign_day"},
                                     .legend = {{"#", "complete", "complete"},
                                                {"~", "provisional", "so far"},
                                                {".", "never_fetched", "not fetched"},
                                                {" ", "not_begun", "the day has not begun"}},
                                     .rows = {},
                                     .fill = {},
                                     .tier = "basic",
                                     .as_of = context.now()};
         const bool by_cube = request.rows == "cube";
         answer.rows.push_back({.advertiser_id = AdvertiserId{"7001"},
                                .name = "Shop <EU>",
                                .cube = by_cube ? "adgroup_day" : "",
                                .tiles = "#.#~ ",
                                .windows = 4,
                                .complete = 2,
                                .gaps = 1,
                                .overdue = 1234,
                                .oldest_fetch = context.now(),
                                .newest_fetch = context.now(),
                                .fill = {}});
         return answer;
     }},
    {.name = "ledger.gaps",
     .summary = "Gaps",
     .needs = Permission::read_reports,
     .run = [](Context&, const api::ListGaps&) -> Result<api::LedgerGaps> {
         return api::LedgerGaps{.from = day("2026-05-24"),
                                .to = day("2026-05-28"),
                                .gaps = {{.advertiser_id = AdvertiserId{"7001"},
                                          .cube = "adgroup_day",
                                          .from = day("2026-05-25"),
                                          .to = day("2026-05-25"),
                                          .days = 1,
                                          .state = "never_fetched",
                                          .fill = {.calls = 1}}},
                                .count = 1,
                                .fill = {.calls = 1, .seconds = 1, .rows_known = false},
                                .tier = "basic"};
     }},
    {.name = "reconcile.run",
     .summary = "Compare",
     .needs = Permission::read_reports,
     .run = [](Context&, const api::RunReconcile& request) -> Result<api::ReconcileAnswer> {
         const auto file = from_base64(request.file_base64).value_or("no base64");
         asked().push_back(
             fmt::format("reconcile {} of {}", file, fmt::join(request.advertiser_ids, ",")));
         if (file.starts_with("PK")) {
             return fail(ErrorCode::invalid_input, "save it as CSV");
         }
         api::ReconcileAnswer answer;
         answer.level = "campaign";
         answer.by_day = true;
         answer.from = answer.to = day("2026-05-24");
         answer.rows = 1;
         answer.cells = 2;
         answer.equal = 1;
         answer.different = 1;
         answer.reasons.push_back({"restated_since", "TikTok restated it", 1});
         answer.differences.push_back({.line = 2,
                                       .advertiser_id = AdvertiserId{"7001"},
                                       .object_id = "17",
                                       .name = "<i>Spring</i>",
                                       .day = day("2026-05-24"),
                                       .metric = "spend",
                                       .exported = "12.40",
                                       .held = api::Decimal{12'500'000},
                                       .reason = "restated_since"});
         answer.unknown_columns = {"Notes"};
         return answer;
     }},
};

} // namespace

std::span<const Operation> fake_ledger_operations() {
    return table;
}

} // namespace bayme::web::test
