// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/change_logs.hpp"

#include "tiktok/change_log.hpp"

#include <algorithm>

namespace bayme::sync {
namespace {

constexpr std::chrono::hours read_twice{1};
constexpr std::chrono::hours longest{30 * 24 - 1}; // CONTRACT 7.5: 30 days

/// "Ad group" in one place, ADGROUP in another.
std::optional<storage::ObjectLevel> level_of(std::string_view type) {
    std::string letters;
    for (const char c : type) {
        if (c >= 'A' && c <= 'Z') {
            letters.push_back(static_cast<char>(c - 'A' + 'a'));
        } else if (c >= 'a' && c <= 'z') {
            letters.push_back(c);
        }
    }
    const auto level = storage::parse_object_level(letters);
    return level && storage::is_advertising(*level) ? std::optional{*level} : std::nullopt;
}

/// "2026-02-04 15:20", UTC as asked for.
std::optional<Instant> time_of(std::string_view text) {
    constexpr std::size_t to_the_minute = 16;
    if (text.size() < to_the_minute || text[10] != ' ') {
        return std::nullopt;
    }
    const auto read =
        parse_instant(fmt::format("{}T{}:00Z", text.substr(0, 10), text.substr(11, 5)));
    return read ? std::optional{*read} : std::nullopt;
}

} // namespace

Result<SecretText> ChangeLogs::token_of(const AdvertiserId& advertiser) {
    BAYME_TRY(const auto tx, database_.begin_read());
    return tokens_.open_for(*tx, advertiser);
}

Result<AskedLog> ChangeLogs::ask(const tiktok::CallContext& context,
                                 const AdvertiserId& advertiser) {
    BAYME_TRY(const auto token, token_of(advertiser));
    BAYME_TRY(const auto read_until, [&]() -> Result<std::optional<Instant>> {
        BAYME_TRY(const auto tx, database_.begin_read());
        return log_.read_until(*tx, advertiser);
    }());
    const auto now = std::chrono::floor<seconds>(clock_.now());
    const Instant earliest = now - longest;
    const Instant first = read_until ? std::max(earliest, *read_until - read_twice) : earliest;
    BAYME_TRY(auto task,
              create_change_log(
                  client_, context, token,
                  {.first = std::chrono::floor<seconds>(first), .last = now, .timezone = "UTC"}));
    return AskedLog{std::move(task.value.id), now};
}

Result<ReadLog> ChangeLogs::read(const tiktok::CallContext& context, const AdvertiserId& advertiser,
                                 const AskedLog& asked) {
    BAYME_TRY(const auto token, token_of(advertiser));
    BAYME_TRY(const auto state, check_change_log(client_, context, token, asked.task));
    const auto status = state.value.status.value_or("");
    if (status == "FAILED" || status == "CANCELED") {
        return fail(
            Error{.code = ErrorCode::unavailable,
                  .message = fmt::format("TikTok did not write the change log of account {}: {} {}",
                                         advertiser, status, state.value.message.value_or("")),
                  .reason = "change_log.failed",
                  .request_id = state.facts.request_id});
    }
    if (status != "SUCCESS") {
        return ReadLog{};
    }
    BAYME_TRY(const auto file, download_change_log(client_, context, token, asked.task));
    BAYME_TRY(const auto entries, tiktok::read_change_log(file.value.text.value_or("")));
    ReadLog outcome{.ready = true};
    std::vector<storage::LoggedChange> changes;
    for (const auto& entry : entries) {
        const auto level = level_of(entry.object_type);
        const auto time = time_of(entry.time);
        if (!level || !time) {
            ++outcome.others;
            continue;
        }
        changes.push_back({.advertiser_id = advertiser,
                           .changed_at = *time,
                           .level = *level,
                           .id = entry.object_id,
                           .subject = entry.subject,
                           .author = entry.operator_name,
                           .tool = entry.source,
                           .app_id = entry.app_id,
                           .details = entry.details.text});
    }
    BAYME_TRY(const auto tx, database_.begin_write());
    BAYME_TRY(outcome.added, log_.add(*tx, changes));
    BAYME_CHECK(log_.set_read_until(*tx, advertiser, asked.until));
    BAYME_CHECK(tx->commit());
    return outcome;
}

} // namespace bayme::sync
