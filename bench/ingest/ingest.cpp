// SPDX-License-Identifier: LicenseRef-Bayme
#include "pages.hpp"
#include "snapshots/duckdb/duckdb_snapshots.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <iostream>
#include <string>

// Rows per second and CPU-seconds per million rows of 30 metrics, from answers on disk to durable,
// versioned rows, one engine thread. `bench_ingest FOLDER [SCALE [LINE]]`: SCALE 1 is about 200,000
// rows a line; LINE is a part of the names of the lines to run.
namespace bayme::bench {
namespace {

class Line {
public:
    Line(snapshots::Snapshots& store, std::filesystem::path folder, std::string name)
        : store_(store), folder_(std::move(folder)), name_(std::move(name)) {}

    /// Writes the pages, then measures reading and publishing them.
    void ingest(const Shape& shape) {
        static int run = 0;
        const auto pages = write_pages(folder_, shape);
        auto publish = made_publish(shape, ++run);
        auto start = Spent::now();
        auto facts = read_pages(pages, shape);
        decoding_.add_since(start);
        check(facts);
        publish.facts = std::move(*facts);
        rows_ += static_cast<std::int64_t>(publish.facts.rows());
        start = Spent::now();
        const auto outcome = store_.publish(publish);
        publishing_.add_since(start);
        check(outcome);
        written_ += outcome->inserted + outcome->superseded + outcome->ended;
        for (const auto& page : pages) {
            std::filesystem::remove(page);
        }
    }

    void print() const {
        const auto rows = static_cast<double>(rows_);
        fmt::print("{:<34} {:>9} rows {:>9} written | publish {:>9.0f} rows/s {:>6.2f} CPU-s/M | "
                   "with reading and decoding {:>8.0f} rows/s {:>6.2f} CPU-s/M\n",
                   name_, rows_, written_, rows / publishing_.wall, publishing_.cpu / rows * 1e6,
                   rows / (publishing_.wall + decoding_.wall),
                   (publishing_.cpu + decoding_.cpu) / rows * 1e6);
        std::cout.flush();
    }

private:
    template <typename T>
    static void check(const Result<T>& result) {
        if (!result) {
            std::cerr << result.error() << '\n';
            std::exit(1); // NOLINT(concurrency-mt-unsafe): one thread
        }
    }

    snapshots::Snapshots& store_;
    std::filesystem::path folder_;
    std::string name_;
    std::int64_t rows_ = 0;
    std::int64_t written_ = 0;
    Spent decoding_;
    Spent publishing_;
};

/// Which calls a line makes.
struct Load {
    int calls;
    Shape shape;   ///< account and version change from call to call
    int versions;  ///< how often each call is repeated with other values; measured
    bool warm_up;  ///< publish version 1 of everything first, not measured
    bool repeated; ///< the measured calls bring the same values as the warm-up
};

void run(snapshots::Snapshots& store, const std::filesystem::path& folder, const std::string& name,
         const Load& load, std::uint64_t first_account) {
    Line line{store, folder, name};
    Line warm_up{store, folder, "warm-up"};
    for (int version = load.warm_up ? 0 : 1; version <= load.versions; ++version) {
        for (int call = 0; call < load.calls; ++call) {
            auto shape = load.shape;
            shape.account = first_account + static_cast<std::uint64_t>(call);
            shape.version = load.repeated ? 1 : version + 1;
            (version == 0 ? warm_up : line).ingest(shape);
        }
    }
    line.print();
}

struct NamedLoad {
    std::string_view name;
    Load load;
};

std::vector<NamedLoad> loads(int scale) {
    const Shape large{.ads = 50'000};
    const Shape month{.days = 30, .ads = 1000};
    const Shape today{.first = Day::from_number(20'100), .ads = 2000};
    const Shape small{.first = Day::from_number(20'200), .ads = 1000};
    return {{"first, windows of 50,000", {4 * scale, large, 1, false, true}},
            {"first, 30 days x 1,000 in one", {7 * scale, month, 1, false, true}},
            {"today, every row changed, 2,000", {20 * scale, today, 5, true, false}},
            {"unchanged, 30 days x 1,000", {7 * scale, month, 1, true, true}},
            {"unchanged, windows of 50,000", {4 * scale, large, 1, true, true}},
            {"unchanged, windows of 1,000", {40 * scale, small, 5, true, true}}};
}

int measure(const std::filesystem::path& folder, int scale, std::string_view wanted) {
    SystemClock clock;
    snapshots::DuckDbOptions options;
    options.threads = 1;
    auto store = snapshots::open_duckdb(folder / "facts.duckdb", clock, options);
    if (!store) {
        std::cerr << store.error() << '\n';
        return 1;
    }
    std::uint64_t first_account = 0;
    for (const auto& [name, load] : loads(scale)) {
        first_account += 1000;
        if (name.contains(wanted)) {
            run(**store, folder, std::string{name}, load, first_account);
        }
    }
    return 0;
}

} // namespace
} // namespace bayme::bench

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "bench_ingest FOLDER [SCALE [LINE]]\n";
        return 2;
    }
    return bayme::bench::measure(argv[1], argc > 2 ? std::atoi(argv[2]) : 1,
                                 argc > 3 ? argv[3] : "");
}
