// SPDX-License-Identifier: LicenseRef-Bayme
#include "made_facts.hpp"
#include "plain_tables.hpp"
#include "reports/reports.hpp"
#include "snapshots/duckdb/duckdb_snapshots.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <iostream>

// Reports over rows made by the publish path, each restated four times, beside hand-written SQL
// over a plain table of the rows that stand, in DuckDB and in SQLite. `bench_report FOLDER
// [MILLIONS]`.
namespace bayme::bench {
namespace {

constexpr int days = 30;
constexpr int ads = 1000;
constexpr int versions = 5;

class NoNames final : public reports::NameSource {
public:
    Result<reports::Names> names(const AdvertiserId& /*advertiser*/, snapshots::Level /*level*/,
                                 std::optional<Instant> /*moment*/) override {
        return reports::Names{};
    }
};

template <typename T>
T must(Result<T> result) {
    if (!result) {
        std::cerr << result.error() << '\n';
        std::exit(1); // NOLINT(concurrency-mt-unsafe): one thread
    }
    return std::move(*result);
}

/// The median of seven, in milliseconds of CPU: one thread each, and other load stays out of it.
double milliseconds(const std::function<std::size_t()>& query, std::size_t& rows) {
    std::vector<double> times;
    for (int i = 0; i < 7; ++i) {
        Spent spent;
        const auto start = Spent::now();
        rows = query();
        spent.add_since(start);
        times.push_back(spent.cpu * 1000);
    }
    std::ranges::sort(times);
    return times[times.size() / 2];
}

/// One question, asked of the store and of both plain tables.
struct Question {
    std::string name;
    std::vector<snapshots::Column> group_by;
    bool one_account;
    std::string sql_keys;
};

class Comparison {
public:
    /// `past`: when all rows had been published, two versions before the last.
    Comparison(snapshots::Snapshots& store, PlainTables& plain, int accounts, Instant past)
        : store_(store), plain_(plain), past_(past) {
        for (int i = 0; i < accounts; ++i) {
            accounts_.emplace_back(fmt::to_string(7001 + i));
        }
    }

    void ask(const Question& question) {
        snapshots::Query query;
        query.cube = *snapshots::find_cube("ad_day");
        query.advertisers = question.one_account ? std::vector{accounts_[0]} : accounts_;
        query.days = {Day::from_number(20'000), Day::from_number(20'000 + days - 1)};
        query.group_by = question.group_by;
        for (const auto* const name : {"spend", "impressions", "clicks", "conversion"}) {
            query.metrics.push_back(snapshots::find_metric(name).value());
        }
        const auto sql = fmt::format(
            "SELECT {0}, sum(spend), sum(impressions), sum(clicks), sum(conversion) FROM plain "
            "WHERE day BETWEEN 20000 AND {1} {2} GROUP BY {0} ORDER BY {0}",
            question.sql_keys, 20'000 + days - 1,
            question.one_account ? "AND advertiser_id = 7001" : "");
        std::size_t ours = 0;
        std::size_t theirs = 0;
        const auto bayme = milliseconds([&] { return must(store_.read(query)).rows; }, ours);
        const auto duckdb = milliseconds([&] { return plain_.duckdb(sql); }, theirs);
        const auto sqlite = milliseconds([&] { return plain_.sqlite(sql); }, theirs);
        fmt::print("{:<34} {:>8} rows | bayme {:>8.1f} ms | plain DuckDB {:>8.1f} ms, ours is "
                   "{:>5.2f}x | plain SQLite {:>9.1f} ms, {:>6.3f}x{}\n",
                   question.name, ours, bayme, duckdb, bayme / duckdb, sqlite, bayme / sqlite,
                   ours == theirs ? "" : "  ROWS DIFFER");
        query.as_of = past_;
        const auto as_of = milliseconds([&] { return must(store_.read(query)).rows; }, ours);
        fmt::print("{:<34} {:>8} rows | bayme {:>8.1f} ms\n", "  as of two versions back", ours,
                   as_of);
        std::cout.flush();
    }

    /// The whole way of an answer: plan, read, rows with ratios and totals.
    void ask_report() {
        NoNames names;
        reports::Reports service{store_, names};
        reports::ReportRequest request;
        request.dimensions = {"ad"};
        request.metrics = {"spend", "impressions", "clicks", "ctr", "cpc", "conversion"};
        request.from = Day::from_number(20'000);
        request.to = Day::from_number(20'000 + days - 1);
        std::size_t rows = 0;
        const auto time = milliseconds(
            [&] { return must(service.query(request, {accounts_[0]})).rows.size(); }, rows);
        fmt::print("{:<34} {:>8} rows | bayme {:>8.1f} ms\n", "report: one account by ad", rows,
                   time);
    }

private:
    snapshots::Snapshots& store_;
    PlainTables& plain_;
    Instant past_;
    std::vector<AdvertiserId> accounts_;
};

int measure(const std::filesystem::path& folder, int millions) {
    const int accounts = std::max(1, millions * 1'000'000 / (days * ads));
    SystemClock clock;
    snapshots::DuckDbOptions options;
    options.threads = 1;
    const auto store = must(snapshots::open_duckdb(folder / "facts.duckdb", clock, options));
    PlainTables plain{folder};
    int run = 0;
    Instant past;
    Spent publishing;
    const auto start = Spent::now();
    for (int version = 1; version <= versions; ++version) {
        for (int account = 0; account < accounts; ++account) {
            const Shape shape{.account = static_cast<std::uint64_t>(7001 + account),
                              .days = days,
                              .ads = ads,
                              .version = version};
            auto publish = made_publish(shape, ++run);
            publish.facts = made_facts(shape);
            must(store->publish(publish));
            if (version == versions) {
                plain.add(shape.account, publish.facts);
            }
        }
        past = version == versions - 2 ? clock.now() : past;
    }
    publishing.add_since(start);
    plain.finish();
    fmt::print("{} rows, {} versions each, made in {:.0f} s\n", accounts * days * ads, versions,
               publishing.wall);
    using snapshots::Column;
    Comparison comparison{*store, plain, accounts, past};
    comparison.ask({"all accounts by day", {Column::day}, false, "day"});
    comparison.ask({"all accounts by campaign",
                    {Column::advertiser, Column::campaign},
                    false,
                    "advertiser_id, campaign_id"});
    comparison.ask({"one account by campaign and day",
                    {Column::campaign, Column::day},
                    true,
                    "campaign_id, day"});
    comparison.ask({"one account by ad", {Column::ad}, true, "ad_id"});
    comparison.ask_report();
    return 0;
}

} // namespace
} // namespace bayme::bench

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "bench_report FOLDER [MILLIONS]\n";
        return 2;
    }
    return bayme::bench::measure(argv[1], argc > 2 ? std::atoi(argv[2]) : 1);
}
