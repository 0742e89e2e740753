// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <cstdint>
#include <deque>
#include <string>

namespace bayme::test {

/// Nobody outside knows how the platform counts: these are the three ways it may.
enum class LimiterForm { calendar, sliding, bucket };

/// The published numbers of one level [CONTRACT 1.5].
struct LimiterNumbers {
    std::int64_t second = 0;
    std::int64_t minute = 0;
    std::int64_t day = 0;
};

/// Counts arrivals in one window of `length` microseconds. Times never go back.
class WindowCount {
public:
    WindowCount(LimiterForm form, std::int64_t most, std::int64_t length)
        : form_(form), most_(most), length_(length), tokens_(static_cast<double>(most)) {}

    bool has_room(std::int64_t at) {
        switch (form_) {
        case LimiterForm::calendar:
            if (at / length_ != window_) {
                window_ = at / length_;
                count_ = 0;
            }
            return count_ < most_;
        case LimiterForm::sliding:
            while (!seen_.empty() && seen_.front() <= at - length_) {
                seen_.pop_front();
            }
            return static_cast<std::int64_t>(seen_.size()) < most_;
        case LimiterForm::bucket:
            tokens_ += static_cast<double>(at - filled_) * static_cast<double>(most_) /
                       static_cast<double>(length_);
            tokens_ = tokens_ < static_cast<double>(most_) ? tokens_ : static_cast<double>(most_);
            filled_ = at;
            return tokens_ >= 1;
        }
        return true;
    }
    void count(std::int64_t at) {
        ++count_;
        tokens_ -= 1;
        if (form_ == LimiterForm::sliding) {
            seen_.push_back(at);
        }
    }

private:
    LimiterForm form_;
    std::int64_t most_;
    std::int64_t length_;
    std::int64_t window_ = -1;
    std::int64_t count_ = 0;
    std::deque<std::int64_t> seen_;
    double tokens_;
    std::int64_t filled_ = 0;
};

/// What the platform does to the calls of one app, in microseconds of its own clock. Made from the
/// documentation alone: it shares nothing with the governor or the sandbox.
class LimiterModel {
public:
    struct Verdict {
        bool allowed = false;
        std::string message = {};
        /// Which penalty refused it, counted from 1.
        int penalty = 0;
    };

    LimiterModel(LimiterForm form, const LimiterNumbers& numbers)
        : numbers_(numbers), second_(form, numbers.second, one_second),
          minute_(form, numbers.minute, 60 * one_second),
          day_(LimiterForm::calendar, numbers.day, one_day), form_(form) {}

    Verdict arrive(std::int64_t at) {
        if (at < penalty_until_) {
            return {false, message_, penalty_};
        }
        if (!day_.has_room(at)) {
            punish(at, (at / one_day + 1) * one_day - at, restricted);
        } else if (!minute_.has_room(at)) {
            punish(at, five_minutes, restricted);
        } else if (!second_.has_room(at)) {
            const auto rest = one_second - at % one_second;
            punish(at, form_ == LimiterForm::calendar ? rest : one_second,
                   "App reaches the QPS limit " + std::to_string(numbers_.second));
        } else {
            second_.count(at);
            minute_.count(at);
            day_.count(at);
            return {true};
        }
        return {false, message_, penalty_};
    }

    /// Somebody else with the same app made too many calls.
    void restrict_for_a_minute_spent(std::int64_t at) { punish(at, five_minutes, restricted); }

    [[nodiscard]] int penalties() const { return penalty_; }
    [[nodiscard]] std::int64_t time_in_penalties() const { return punished_; }

private:
    static constexpr std::int64_t one_second = 1'000'000;
    static constexpr std::int64_t five_minutes = 300 * one_second;
    static constexpr std::int64_t one_day = 86'400 * one_second;
    static constexpr const char* restricted =
        "Due to too many requests, requests from App 7100 are temporarily restricted.";

    void punish(std::int64_t at, std::int64_t length, std::string message) {
        ++penalty_;
        penalty_until_ = at + length;
        punished_ += length;
        message_ = std::move(message);
    }

    LimiterNumbers numbers_;
    WindowCount second_;
    WindowCount minute_;
    WindowCount day_;
    LimiterForm form_;
    std::int64_t penalty_until_ = 0;
    std::int64_t punished_ = 0;
    int penalty_ = 0;
    std::string message_;
};

} // namespace bayme::test
