// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/failpoint.hpp"
#include "base/log.hpp"
#include "made_wire.hpp"
#include "simulation/stage.hpp"

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>

// The whole path of jobs, client and publishing: answers on disk -> durable, versioned rows; and
// the default ladder over virtual days against the sandbox. An interrupt ends it cleanly: what was
// measured is printed, the scratch folder removed.
namespace bayme::bench {
namespace {

using simulation::Life;
using simulation::Stage;
using simulation::VirtualTime;
using std::chrono::hours;

std::atomic<bool> interrupted = false;
void interrupt(int /*signal*/) {
    interrupted = true;
}

const Instant start = parse_instant("2026-03-01T12:00:00Z").value();

template <typename T>
T checked(Result<T> result) {
    if (!result) {
        std::cerr << result.error() << '\n';
        std::exit(1); // NOLINT(concurrency-mt-unsafe): one thread
    }
    if constexpr (!std::is_void_v<T>) {
        return *std::move(result);
    }
}

/// Megabytes of the most memory this process ever held.
double peak_memory() {
    std::ifstream status{"/proc/self/status"};
    std::string line;
    while (std::getline(status, line)) {
        if (line.starts_with("VmHWM:")) {
            return std::strtod(line.c_str() + 6, nullptr) / 1024;
        }
    }
    return 0;
}

/// Works until nothing is left to do, on this thread.
void work_off(Life& life) {
    while (!interrupted && checked(life.run_one())) {
    }
}

struct Line {
    std::string_view name;
    int accounts;
    Shape shape;
    bool changed; ///< the second time other values come; otherwise the same
};

class Pages {
public:
    explicit Pages(const std::filesystem::path& folder) : time_(start, 1), wire_(folder) {
        settings_.emplace(checked(simulation::settings_for(folder / "data", "app", "secret")));
        settings_->tiktok.tier = "none";
        SystemFiles files;
        checked(app::init_stores(*settings_, files, random_, time_));
        life_ = checked(Life::open({time_, random_, wire_, *settings_, hours{1}}));
    }

    void measure(const Line& line) {
        std::vector<AdvertiserId> accounts;
        for (int i = 0; i < line.accounts; ++i) {
            accounts.emplace_back(fmt::to_string(next_account_ + static_cast<unsigned>(i)));
        }
        checked(life_->adopt(accounts));
        fetch(line, accounts, 1, "first sight");
        fetch(line, accounts, line.changed ? 2 : 1, line.changed ? "all changed" : "unchanged");
        next_account_ += 1000;
    }

private:
    void fetch(const Line& line, const std::vector<AdvertiserId>& accounts, int version,
               std::string_view what) {
        Spent spent;
        std::int64_t rows = 0;
        const auto calls = wire_.calls();
        for (std::size_t i = 0; i < accounts.size() && !interrupted; ++i) {
            auto shape = line.shape;
            shape.account = next_account_ + i;
            shape.version = version;
            wire_.put(shape);
            const auto began = Spent::now();
            const auto transaction = checked(life_->database().begin_write());
            checked(life_->services().sync->start(*transaction, {ActorKind::local_operator, {}},
                                                  {.what = sync::What::reports,
                                                   .advertisers = {accounts[i]},
                                                   .from = shape.first,
                                                   .to = shape.first.plus(shape.days - 1)}));
            checked(transaction->commit());
            work_off(*life_);
            spent.add_since(began);
            rows += std::int64_t{shape.days} * shape.ads;
        }
        fmt::print("{:<28} {:<12} {:>8} rows {:>5} calls {:>9.0f} rows/s {:>6.2f} CPU-s/M, "
                   "peak {:.0f} MiB\n",
                   line.name, what, rows, wire_.calls() - calls,
                   static_cast<double>(rows) / spent.wall,
                   spent.cpu / static_cast<double>(rows) * 1e6, peak_memory());
        std::cout.flush();
    }

    VirtualTime time_;
    test::SeededRandom random_{1};
    MadeWire wire_;
    std::optional<app::Settings> settings_;
    std::unique_ptr<Life> life_;
    std::uint64_t next_account_ = 1000;
};

void run_pages(const std::filesystem::path& folder) {
    Pages pages{folder};
    const auto day = Day{std::chrono::floor<std::chrono::days>(start)}.plus(-40);
    for (const auto& line : {Line{"windows of 50,000", 4, {.first = day, .ads = 50'000}, false},
                             Line{"30 days x 1,000", 7, {.first = day, .days = 30}, false},
                             Line{"windows of 50,000", 2, {.first = day, .ads = 50'000}, true}}) {
        if (!interrupted) {
            pages.measure(line);
        }
    }
}

/// What a day of the default ladder costs.
void run_ladder(sandbox::Scale scale, int days) {
    const auto stage =
        checked(Stage::make({.seed = 1, .scale = scale, .quota = sandbox::Quota::basic}, start, 1));
    auto life = checked(stage->open(hours{6}));
    checked(life->connect(stage->code_for(stage->accounts)));
    const auto file = stage->settings->data.snapshots;
    for (int day = 1; day <= days && !interrupted; ++day) {
        const auto before = stage->wire->counts();
        const auto began = Spent::now();
        const auto until = start + hours{24 * day};
        std::vector<std::function<void()>> actors;
        for (int i = 0; i < 5; ++i) {
            actors.emplace_back([&] { life->work(until); });
        }
        actors.emplace_back([&] { life->tick(until); });
        stage->wire->at_boundary = [&] {
            if (interrupted) {
                stage->time.kill();
                throw Unwound{};
            }
        };
        stage->time.run(std::move(actors));
        Spent spent;
        spent.add_since(began);
        fmt::print("day {:>2}: {} calls ({} of reports), {:.1f} MiB of snapshots, {:.0f} CPU-s, "
                   "peak {:.0f} MiB\n",
                   day, stage->wire->counts().calls - before.calls,
                   stage->wire->counts().reports - before.reports,
                   static_cast<double>(std::filesystem::file_size(file)) / 1048576, spent.cpu,
                   peak_memory());
        std::cout.flush();
    }
    life.reset();
    const auto began = Spent::now();
    life = checked(stage->open(hours{6}));
    Spent opening;
    opening.add_since(began);
    fmt::print("opened again in {:.0f} ms\n", opening.wall * 1000);
}

} // namespace
} // namespace bayme::bench

int main(int count, char** words) {
    std::signal(SIGINT, bayme::bench::interrupt);
    std::signal(SIGTERM, bayme::bench::interrupt);
    bayme::set_log_level(bayme::LogLevel::error);
    const std::string_view mode = count > 2 ? words[1] : "";
    if (mode == "pages") {
        bayme::bench::run_pages(words[2]);
    } else if (const auto scale = bayme::sandbox::parse_scale(count > 2 ? words[2] : "");
               mode == "ladder" && scale) {
        bayme::bench::run_ladder(*scale, count > 3 ? std::atoi(words[3]) : 30);
    } else {
        std::cerr << "bench_sync pages FOLDER\nbench_sync ladder SCALE [DAYS]\n";
        return 2;
    }
    return bayme::bench::interrupted ? 130 : 0;
}
