// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"
#include "sandbox/parameters.hpp"
#include "sandbox/sandbox.hpp"

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace bayme::sandbox {

/// Calls per second, minute and day; 0 for no limit.
struct Rates {
    std::int64_t second = 0;
    std::int64_t minute = 0;
    std::int64_t day = 0;
};

/// How a second and a minute are counted; nobody outside knows which one it is.
enum class LimiterForm {
    calendar, ///< anew with every second and minute of the clock; refused calls count
    sliding,  ///< over the last second and the last minute; refused calls do not count
    bucket,   ///< a second's worth of calls that refills all the time, and calendar minutes
};

/// The calls that share one set of rates.
class Meter {
public:
    enum class Verdict { admitted, second, minute, day };
    /// Counts the call, however it ends.
    Verdict count(const Rates& rates, LimiterForm form, std::int64_t now_micros);

private:
    struct Window {
        std::int64_t number = -1;
        std::int64_t calls = 0;
        std::int64_t count(std::int64_t current);
    };
    bool second_is_full(const Rates& rates, LimiterForm form, std::int64_t now);
    bool minute_is_full(const Rates& rates, LimiterForm form, std::int64_t now);

    Window second_;
    Window minute_;
    Window day_;
    std::deque<std::int64_t> recent_; ///< admitted in the last minute, for the sliding form
    std::int64_t filled_at_ = 0;      ///< of the bucket
    std::int64_t tokens_ = -1;        ///< in millionths; below 0 before its first call
};

/// The app's calls, some endpoints' own, and an account's on one path [CONTRACT 1.5]. Past a
/// minute's limit the app is shut out for five minutes, past the day's until midnight UTC.
class Limiter {
public:
    /// @return internal for broken embedded data.
    static Result<Limiter> load(Quota quota, std::string app_id);

    void set_form(LimiterForm form) { form_ = form; }
    /// How many calls a second an account may get on one path; 0: as many as the app.
    void set_account_rate(std::int64_t per_second) { account_rate_ = per_second; }
    /// Counts one call. @return 40100 when the app, 40133 when the account has one too many.
    std::optional<Refusal> admit(std::string_view path, std::string_view account, Instant now);

private:
    std::optional<Refusal> admit_app(std::string_view path, std::int64_t now);

    bool off_ = true;
    LimiterForm form_ = LimiterForm::calendar;
    std::int64_t account_rate_ = 0;
    std::string app_id_;
    Rates app_rates_;
    std::map<std::string, Rates, std::less<>> endpoint_rates_;
    Meter app_;
    std::map<std::string, Meter, std::less<>> endpoints_;
    std::map<std::string, Meter, std::less<>> accounts_;
    std::int64_t shut_until_ = 0; ///< seconds
};

} // namespace bayme::sandbox
