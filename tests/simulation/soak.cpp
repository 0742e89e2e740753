// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/log.hpp"
#include "simulation/simulation.hpp"

#include <charconv>
#include <cstdio>
#include <string_view>

namespace {

/// `soak [--seed N] [--hours N] [--minutes N] [--kills N] [--planted NAME=planted]`: seeds from N
/// on, one line each, until the minutes are over; without minutes one seed. Exit code 1 when a
/// window that was called complete was not the truth, or too few were complete.
struct Options {
    bayme::simulation::Plan plan;
    int minutes = 0;
    int hours = 16;
};

template <typename Number>
bool read(std::string_view text, Number& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size();
}

bool parse(int count, char** words, Options& options) {
    auto& plan = options.plan;
    for (int i = 1; i + 1 < count; i += 2) {
        const std::string_view name = words[i];
        const std::string_view value = words[i + 1];
        const bool known = name == "--seed"      ? read(value, plan.seed)
                           : name == "--hours"   ? read(value, options.hours)
                           : name == "--minutes" ? read(value, options.minutes)
                           : name == "--kills"   ? read(value, plan.kills)
                           : name == "--planted" ? (plan.planted = value, true)
                                                 : false;
        if (!known) {
            return false;
        }
    }
    return count % 2 == 1 && options.hours >= 12;
}

/// @return whether all is well.
bool run(const bayme::simulation::Plan& plan) {
    const auto outcome = bayme::simulation::simulate(plan);
    if (!outcome) {
        std::printf("seed %lu: %s\n", plan.seed, outcome.error().message.c_str());
        return false;
    }
    std::printf("%s\n", to_string(plan, *outcome).c_str());
    for (const auto& sentence : outcome->wrong) {
        std::printf("  %s\n", sentence.c_str());
    }
    std::fflush(stdout);
    return outcome->wrong.empty() && outcome->share() >= 0.995;
}

} // namespace

int main(int count, char** words) {
    Options options;
    if (!parse(count, words, options)) {
        std::fprintf(stderr, "soak [--seed N] [--hours N] [--minutes N] [--kills N] "
                             "[--planted NAME=planted]\n");
        return 2;
    }
    bayme::set_log_level(bayme::LogLevel::error);
    const auto until = std::chrono::steady_clock::now() + std::chrono::minutes{options.minutes};
    options.plan.length = std::chrono::hours{options.hours};
    bool good = true;
    do {
        good = run(options.plan) && good;
        ++options.plan.seed;
    } while (std::chrono::steady_clock::now() < until);
    return good ? 0 : 1;
}
