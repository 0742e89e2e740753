// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/ledger.hpp"

#include "base/json_text.hpp"

#include <utility>

namespace bayme::sandbox {

namespace {

constexpr std::size_t most_answer_bytes = std::size_t{128} << 20U;

void write_entry(JsonWriter& out, const LedgerEntry& entry, bool answers) {
    out.begin_object()
        .member("number", entry.number)
        .member("time", entry.time)
        .member("by", entry.by)
        .member("method", entry.method)
        .member("path", entry.path)
        .key("parameters")
        .raw(entry.parameters)
        .member("status", static_cast<std::int64_t>(entry.status))
        .member("code", static_cast<std::int64_t>(entry.code))
        .member("request_id", entry.request_id);
    if (!entry.fault.empty()) {
        out.member("fault", entry.fault);
    }
    out.key("delivered").boolean(entry.delivered).key("effects").begin_array();
    for (const auto& effect : entry.effects) {
        out.begin_object()
            .member("level", effect.level)
            .member("id", effect.id)
            .member("member", effect.member)
            .member("before", effect.before)
            .member("after", effect.after)
            .end_object();
    }
    out.end_array();
    if (answers) {
        out.key("answer").raw(entry.answer.empty() ? "null" : entry.answer);
    }
    out.end_object();
}

} // namespace

Result<void> Ledger::open(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    file_.open(folder / "access.ndjson", std::ios::app);
    if (!file_) {
        return fail(ErrorCode::internal, "cannot write to {}", (folder / "access.ndjson").string());
    }
    return {};
}

void Ledger::add(LedgerEntry entry) {
    entry.number = static_cast<std::int64_t>(entries_.size()) + 1;
    if (file_.is_open()) {
        JsonWriter line;
        write_entry(line, entry, true);
        file_ << line.text() << '\n' << std::flush;
    }
    answer_bytes_ += entry.answer.capacity();
    entries_.push_back(std::move(entry));
    while (answer_bytes_ > most_answer_bytes) {
        auto& oldest = entries_[oldest_answer_++];
        answer_bytes_ -= oldest.answer.capacity();
        // Assigning an empty text would keep the memory of the old one.
        std::string{}.swap(oldest.answer);
    }
}

std::string Ledger::json(std::int64_t from, std::size_t most, std::string_view path,
                         bool answers) const {
    JsonWriter out;
    out.begin_object().key("entries").begin_array();
    auto next = static_cast<std::size_t>(std::max<std::int64_t>(from, 1)) - 1;
    std::size_t written = 0;
    for (; next < entries_.size() && written < most; ++next) {
        if (path.empty() || entries_[next].path == path) {
            write_entry(out, entries_[next], answers);
            ++written;
        }
    }
    return out.end_array().member("next", static_cast<std::int64_t>(next) + 1).end_object().take();
}

} // namespace bayme::sandbox
