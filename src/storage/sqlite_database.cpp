// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/failpoint.hpp"
#include "storage/migrations.hpp"
#include "storage/sqlite_connection.hpp"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <fcntl.h>
#include <mutex>
#include <thread>
#include <unistd.h>

namespace bayme::storage {
namespace {

Failpoint before_commit{"storage.commit.before"};
Failpoint after_commit_point{"storage.commit.after"};

constexpr std::size_t idle_readers = 8;

constexpr const char* create_versions = "CREATE TABLE IF NOT EXISTS schema_migrations "
                                        "(number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT";
constexpr const char* select_versions = "SELECT number FROM schema_migrations ORDER BY number";
constexpr const char* insert_version = "INSERT INTO schema_migrations VALUES ($1, $2)";
constexpr const char* find_versions_table =
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migrations'";
// Reading anything fixes what a reader sees from here on.
constexpr const char* fix_view = "SELECT count(*) FROM sqlite_schema";

class SqliteDatabase;

/// Removes what ":memory:" made, once every connection is closed.
class ScratchFile {
public:
    ScratchFile() = default;
    explicit ScratchFile(std::filesystem::path folder) : folder_(std::move(folder)) {}
    ScratchFile(ScratchFile&& other) noexcept : folder_(std::exchange(other.folder_, {})) {}
    ScratchFile& operator=(ScratchFile&&) = delete;
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;
    ~ScratchFile() {
        if (!folder_.empty()) {
            std::error_code ignored;
            std::filesystem::remove_all(folder_, ignored);
        }
    }

private:
    std::filesystem::path folder_;
};

class SqliteTransaction final : public Transaction {
public:
    SqliteTransaction(SqliteConnection& connection, std::function<void()> release)
        : connection_(connection), release_(std::move(release)) {}
    SqliteTransaction(const SqliteTransaction&) = delete;
    SqliteTransaction& operator=(const SqliteTransaction&) = delete;
    ~SqliteTransaction() override { end(); }

    Result<std::int64_t> run(const char* sql, std::span<const Value> values) override {
        BAYME_CHECK(query(sql, values));
        return connection_.changes();
    }

    Result<std::vector<Row>> query(const char* sql, std::span<const Value> values) override {
        if (!release_ || !connection_.in_transaction()) {
            return fail(Error{ErrorCode::internal, "the transaction has ended", "sql"});
        }
        return connection_.query(sql, values);
    }

    Result<void> commit() override {
        if (!release_ || !connection_.in_transaction()) {
            return fail(Error{ErrorCode::internal, "the transaction has ended", "sql"});
        }
        BAYME_CHECK(before_commit.reach());
        BAYME_CHECK(connection_.query("COMMIT", {}));
        BAYME_CHECK(after_commit_point.reach());
        end();
        for (const auto& action : std::exchange(actions_, {})) {
            action();
        }
        return {};
    }

    void after_commit(std::function<void()> action) override {
        actions_.push_back(std::move(action));
    }

private:
    void end() {
        if (!release_) {
            return;
        }
        if (connection_.in_transaction()) {
            // Nothing can be done about a failure here, and SQLite has then rolled back already.
            [[maybe_unused]] const auto rolled_back = connection_.query("ROLLBACK", {});
        }
        std::exchange(release_, {})();
    }

    SqliteConnection& connection_;
    std::function<void()> release_;
    std::vector<std::function<void()>> actions_;
};

class SqliteDatabase final : public Database {
public:
    SqliteDatabase(std::filesystem::path path, SqliteConnection::Durability durability,
                   ScratchFile scratch, std::unique_ptr<SqliteConnection> writer)
        : scratch_(std::move(scratch)), path_(std::move(path)), durability_(durability),
          writer_(std::move(writer)) {}

    Result<std::unique_ptr<Transaction>> begin_write() override {
        if (writing_ == std::this_thread::get_id()) {
            return fail(Error{ErrorCode::internal,
                              "this thread already has a writing transaction: pass it on", "sql"});
        }
        writer_mutex_.lock();
        writing_ = std::this_thread::get_id();
        auto transaction = std::make_unique<SqliteTransaction>(*writer_, [this] {
            writing_ = std::thread::id{};
            writer_mutex_.unlock();
        });
        BAYME_CHECK(writer_->query("BEGIN IMMEDIATE", {}));
        return transaction;
    }

    Result<std::unique_ptr<Transaction>> begin_read() override {
        BAYME_TRY(auto taken, take_reader());
        auto* reader = taken.release();
        auto transaction = std::make_unique<SqliteTransaction>(
            *reader, [this, reader] { give_back(std::unique_ptr<SqliteConnection>{reader}); });
        BAYME_CHECK(reader->query("BEGIN", {}));
        BAYME_CHECK(reader->query(fix_view, {}));
        return transaction;
    }

    Result<int> migrate(std::span<const Migration> migrations) override {
        BAYME_TRY(const auto applied, prepare_versions());
        for (const int number : applied) {
            if (std::ranges::find(migrations, number, &Migration::number) == migrations.end()) {
                return fail(Error{ErrorCode::conflict,
                                  fmt::format("the data folder has schema step {}, which this "
                                              "version does not know: use the newer program",
                                              number),
                                  "newer_schema"});
            }
        }
        for (const auto& migration : migrations) {
            if (std::ranges::find(applied, migration.number) == applied.end()) {
                BAYME_CHECK(apply(migration));
            }
        }
        return version();
    }

    Result<int> version() override {
        BAYME_TRY(const auto transaction, begin_read());
        BAYME_TRY(const auto table, transaction->find(find_versions_table, {}));
        if (!table) {
            return 0;
        }
        BAYME_TRY(const auto rows, transaction->query(select_versions));
        return rows.empty() ? 0 : static_cast<int>(rows.back().integer(0));
    }

    Result<void> checkpoint() override {
        const std::lock_guard lock{writer_mutex_};
        // Writers wait meanwhile: an old reader is not worth five seconds of theirs.
        BAYME_CHECK(writer_->execute("PRAGMA busy_timeout = 200"));
        const auto done = writer_->query("PRAGMA wal_checkpoint(TRUNCATE)", {});
        BAYME_CHECK(writer_->execute(fmt::format("PRAGMA busy_timeout = {}", busy_milliseconds)));
        BAYME_TRY(const auto rows, done);
        if (rows.empty() || rows.front().integer(0) != 0) {
            return fail(
                Error{ErrorCode::unavailable, "somebody still reads an older state", "busy"});
        }
        return {};
    }

private:
    Result<std::vector<int>> prepare_versions() {
        BAYME_TRY(const auto transaction, begin_write());
        BAYME_CHECK(transaction->run(create_versions));
        BAYME_TRY(const auto rows, transaction->query(select_versions));
        BAYME_CHECK(transaction->commit());
        std::vector<int> numbers;
        for (const auto& row : rows) {
            numbers.push_back(static_cast<int>(row.integer(0)));
        }
        return numbers;
    }

    Result<void> apply(const Migration& migration) {
        BAYME_TRY(const auto transaction, begin_write());
        if (auto ran = writer_->execute(std::string{migration.sql}); !ran) {
            return fail(std::move(ran).error().in(migration.name));
        }
        BAYME_CHECK(transaction->run(
            insert_version, {std::int64_t{migration.number}, std::string{migration.name}}));
        return transaction->commit();
    }

    Result<std::unique_ptr<SqliteConnection>> take_reader() {
        {
            const std::lock_guard lock{readers_mutex_};
            if (!readers_.empty()) {
                auto reader = std::move(readers_.back());
                readers_.pop_back();
                return reader;
            }
        }
        return SqliteConnection::open(path_, SqliteConnection::Use::read, durability_);
    }

    void give_back(std::unique_ptr<SqliteConnection> reader) {
        const std::lock_guard lock{readers_mutex_};
        if (readers_.size() < idle_readers) {
            readers_.push_back(std::move(reader));
        }
    }

    ScratchFile scratch_;
    std::filesystem::path path_;
    SqliteConnection::Durability durability_;
    std::unique_ptr<SqliteConnection> writer_;
    std::mutex writer_mutex_;
    std::atomic<std::thread::id> writing_;
    std::mutex readers_mutex_;
    std::vector<std::unique_ptr<SqliteConnection>> readers_;
};

/// SQLite would make the file with the mode of the umask; its companions copy this one's.
Result<void> make_private_file(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        const int code = errno;
        return fail(Error{code == EACCES ? ErrorCode::forbidden : ErrorCode::internal,
                          fmt::format("{}: {}", path.string(), std::strerror(code)),
                          code == ENOSPC ? "disk_full" : "io"});
    }
    ::close(descriptor);
    return {};
}

} // namespace

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& path) {
    auto file = path;
    auto durability = SqliteConnection::Durability::full;
    std::filesystem::path scratch;
    if (path == ":memory:") {
        // SQLite's own memory databases have no readers beside the writer.
        auto name = (std::filesystem::temp_directory_path() / "bayme-state-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) {
            return fail(Error{ErrorCode::internal, "no scratch folder", "io"});
        }
        scratch = name;
        file = scratch / "state.db";
        durability = SqliteConnection::Durability::none;
    }
    ScratchFile remove_later{scratch};
    BAYME_CHECK(make_private_file(file));
    BAYME_TRY(auto writer, SqliteConnection::open(file, SqliteConnection::Use::write, durability));
    return std::make_unique<SqliteDatabase>(std::move(file), durability, std::move(remove_later),
                                            std::move(writer));
}

Result<int> Database::migrate() {
    return migrate(shipped_migrations());
}

} // namespace bayme::storage
