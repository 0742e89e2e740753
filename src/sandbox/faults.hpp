// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::sandbox {

/// When and how a call goes wrong: one rule of POST /faults.
///
///     {"path": "report/integrated/get", "advertiser_id": "7…",  // absent: any
///      "from": "2026-03-01T12:00:00Z", "until": "…",             // on the sandbox's clock
///      "after": 2, "every": 3, "count": 1, "probability": 0.1,   // which of the matching calls
///      "code": 40100, "message": "…",           // answer this instead
///      "status": 504, "body": "<html>…",        // no envelope at all
///      "truncate": 100,                          // bytes of the body that arrive
///      "drip_bytes": 1, "drip_ms": 200,          // so many bytes at a time, and the wait between
///      "reset": 0,                               // bytes of the message before a reset
///      "length": 100000,                         // what Content-Length says
///      "bomb": 100000000,                        // zeros behind a small gzip body
///      "nesting": 100000,                        // brackets instead of an envelope
///      "delay_ms": 200,
///      "wrong_total": "total_metrics" | "total_number", "drop_row": true,
///      "duplicate_page": true,                   // page n shows page n - 1
///      "shift": 1,              // pages after the first begin so many rows too early, or late
///      "partial": true,                          // half of the ids, code 20001
///      "skew_ms": -500,         // the platform's clock is that far off for this call
///      "revoke": "token" | "account",            // consent is taken back just before
///      "effect": true,          // code, status, reset: the call was carried out first
///      "late_ms": 5000}         // code, status, reset: it is carried out so much later
struct FaultRule {
    std::string path;
    std::string advertiser_id;
    std::optional<Instant> from;
    std::optional<Instant> until;
    std::size_t after = 0;
    std::size_t every = 1;
    std::optional<std::size_t> count;
    std::uint64_t per_million = 1'000'000;
    std::optional<int> code;
    std::string message;
    std::optional<int> status;
    std::string body;
    std::optional<std::size_t> truncate;
    std::chrono::milliseconds delay{0};
    std::size_t drip_bytes = 0;
    std::chrono::milliseconds drip_pause{0};
    std::optional<std::size_t> reset;
    std::optional<std::size_t> length;
    std::optional<std::size_t> bomb;
    std::optional<std::size_t> nesting;
    std::string wrong_total;
    bool drop_row = false;
    bool duplicate_page = false;
    std::int64_t shift = 0;
    bool partial = false;
    std::chrono::milliseconds skew{0};
    std::string revoke;
    bool effect = false;
    std::chrono::milliseconds late{0};
    std::size_t matched = 0;
    std::size_t fired = 0;

    /// Nothing of the true answer arrives, and without `effect` the call is not carried out.
    [[nodiscard]] bool replaces() const { return code || status || bomb || nesting || reset == 0; }
};

/// So many zeros as a gzip body.
std::string bomb_of(std::size_t bytes);

/// The rules in force. The first that matches and fires decides.
class Faults {
public:
    explicit Faults(std::uint64_t seed) : seed_(seed) {}

    /// Replaces all rules by those of {"rules": […]}; an empty text clears them.
    /// @return invalid_input naming the member at fault.
    Result<void> replace(std::string_view json);
    /// Counts the call; nothing when it goes well.
    std::optional<FaultRule> meet(std::string_view path, std::string_view advertiser_id,
                                  Instant now);
    /// How often each rule matched and fired.
    [[nodiscard]] std::string json() const;

private:
    std::uint64_t seed_;
    std::vector<FaultRule> rules_;
};

} // namespace bayme::sandbox
