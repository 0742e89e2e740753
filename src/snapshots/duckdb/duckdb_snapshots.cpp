// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/duckdb/duckdb_snapshots.hpp"

#include "base/files.hpp"
#include "snapshots/duckdb/instant_line.hpp"
#include "snapshots/duckdb/ledger.hpp"
#include "snapshots/duckdb/publisher.hpp"
#include "snapshots/duckdb/reader.hpp"
#include "snapshots/duckdb/upkeep.hpp"
#include "snapshots/publish_rules.hpp"

#include <algorithm>
#include <mutex>
#include <utility>

namespace bayme::snapshots {
namespace {

class DuckDbSnapshots final : public Snapshots {
public:
    DuckDbSnapshots(FolderLock lock, std::unique_ptr<Engine> engine,
                    std::unique_ptr<Connection> writer, std::vector<FactTable> tables,
                    const Clock& clock, Instant last)
        : lock_(std::move(lock)), engine_(std::move(engine)), writer_(std::move(writer)),
          tables_(std::move(tables)), line_(clock, last) {}

    Result<PublishOutcome> publish(const Publish& publish) override {
        BAYME_TRY(const auto index, check_publish(publish));
        BAYME_TRY(const auto advertiser, object_number(publish.advertiser.text()));
        if (publish.cells.empty()) {
            return PublishOutcome{};
        }
        const std::scoped_lock writing{writing_};
        BAYME_CHECK(check_wanted(publish));
        const auto moment = line_.begin_publish();
        return Publisher{*writer_, table(publish.cube), publish, advertiser, moment.observed_at()}
            .run(index);
    }

    Result<Table> read(const Query& query, std::stop_token stop) override {
        BAYME_CHECK(check_query(query));
        auto bounded = query;
        bounded.as_of = settle(query.as_of);
        BAYME_TRY(auto reader, borrow());
        auto answer = read_table(*reader, table(query.cube), bounded, std::move(stop));
        give_back(std::move(reader));
        return answer;
    }

    Result<std::vector<Cell>> cells(const CellQuery& query) override {
        auto bounded = query;
        bounded.as_of = settle(query.as_of);
        BAYME_TRY(auto reader, borrow());
        auto answer = cells_of(*reader, bounded);
        give_back(std::move(reader));
        return answer;
    }

    Result<void> glance(const CellQuery& query,
                        const std::function<void(const CellGlance&)>& see) override {
        BAYME_TRY(auto reader, borrow());
        auto answer = glance_cells(*reader, query, see);
        give_back(std::move(reader));
        return answer;
    }

    Result<FactHistory> history(const HistoryQuery& query) override {
        BAYME_CHECK(check_query(query));
        BAYME_TRY(auto reader, borrow());
        auto answer = read_history(*reader, table(query.cube), query);
        give_back(std::move(reader));
        return answer;
    }

    Result<std::int64_t> thin(Instant now, const std::vector<Instant>& pins) override {
        const std::scoped_lock writing{writing_};
        return thin_history(*writer_, tables_, now, pins);
    }

    Result<std::int64_t> expire(const ExpiryCuts& cuts) override {
        const std::scoped_lock writing{writing_};
        return expire_days(*writer_, tables_, cuts);
    }

    Result<std::vector<std::string>> check() override {
        BAYME_TRY(auto reader, borrow());
        auto faults = find_faults(*reader, tables_);
        give_back(std::move(reader));
        return faults;
    }

private:
    [[nodiscard]] const FactTable& table(const Cube& cube) const {
        return *std::ranges::find(tables_, cube, &FactTable::cube);
    }

    static Result<std::vector<Cell>> cells_of(Connection& reader, const CellQuery& query) {
        BAYME_TRY(auto transaction, EngineTransaction::begin(reader));
        BAYME_TRY(const auto moments, Moments::find(reader, query));
        return read_cells(reader, query, moments);
    }

    /// A moment in the future means now. A publish under way at that moment is waited for, since
    /// its facts belong to the answer.
    std::optional<Instant> settle(std::optional<Instant> as_of) {
        if (!as_of) {
            return std::nullopt;
        }
        const auto settled = line_.settle(*as_of);
        if (settled.publish_under_way) {
            const std::scoped_lock until_done{writing_};
        }
        return settled.moment;
    }

    Result<std::unique_ptr<Connection>> borrow() {
        {
            const std::scoped_lock lock{idle_lock_};
            if (!idle_.empty()) {
                auto reader = std::move(idle_.back());
                idle_.pop_back();
                return reader;
            }
        }
        return Connection::open(*engine_);
    }

    void give_back(std::unique_ptr<Connection> reader) {
        const std::scoped_lock lock{idle_lock_};
        idle_.push_back(std::move(reader));
    }

    FolderLock lock_;
    std::unique_ptr<Engine> engine_;
    std::mutex writing_;
    std::unique_ptr<Connection> writer_; ///< under writing_
    std::vector<FactTable> tables_;
    InstantLine line_;
    std::mutex idle_lock_;
    std::vector<std::unique_ptr<Connection>> idle_; ///< under idle_lock_
};

} // namespace

Result<std::unique_ptr<Snapshots>> open_duckdb(const std::filesystem::path& file,
                                               const Clock& clock, const DuckDbOptions& options) {
    auto lock_file = file;
    lock_file += ".lock";
    BAYME_TRY(auto lock, FolderLock::take(lock_file));
    BAYME_TRY(auto engine, Engine::open(file, options.threads, options.memory_megabytes));
    BAYME_TRY(auto writer, Connection::open(*engine));
    BAYME_CHECK(close_ways_out(*writer, options.log_megabytes));
    BAYME_TRY(auto tables, prepare_schema(*writer));
    BAYME_TRY(const auto last, last_observed(*writer));
    return std::make_unique<DuckDbSnapshots>(std::move(lock), std::move(engine), std::move(writer),
                                             std::move(tables), clock, last);
}

} // namespace bayme::snapshots
