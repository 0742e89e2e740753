// SPDX-License-Identifier: LicenseRef-Bayme
#include "simulation/fault_script.hpp"

#include <fmt/format.h>

#include <array>

namespace bayme::simulation {
namespace {

constexpr std::string_view reports = R"("path":"report/integrated/get",)";

/// On any call, in ten thousandths.
struct Share {
    int weight;
    std::string_view rule;
};
constexpr std::array anywhere{
    Share{15, R"("code":40100,"message":"Too many requests. QPS limit.")"},
    Share{10, R"("code":40016)"},
    Share{15, R"("code":40133,"message":"QPS limit")"},
    Share{20, R"("code":50000)"},
    Share{20, R"("code":50002)"},
    Share{20, R"("code":51000)"},
    Share{15, R"("code":60001)"},
    Share{25, R"("status":502)"},
    Share{15, R"("status":200,"body":"<html>Please wait</html>")"},
    Share{15, R"("status":200,"body":"{\"hello\":\"world\"}")"},
    Share{15, R"("truncate":0)"},
    Share{25, R"("truncate":100)"},
    Share{25, R"("reset":0)"},
    Share{20, R"("reset":300)"},
    Share{15, R"("length":100000000)"},
    Share{15, R"("drip_bytes":1,"drip_ms":1000)"},
    Share{20, R"("delay_ms":20000)"},
    Share{15, R"("delay_ms":90000)"},
    Share{5, R"("nesting":5000)"},
    Share{5, R"("bomb":1000000)"},
};
/// On report calls.
constexpr std::array in_reports{
    Share{30, R"("wrong_total":"total_metrics")"},
    Share{30, R"("wrong_total":"total_number")"},
    Share{40, R"("drop_row":true)"},
    Share{30, R"("duplicate_page":true)"},
    Share{20, R"("shift":1)"},
    Share{20, R"("shift":-1)"},
};
/// In each such stretch there is one.
constexpr std::chrono::hours hours_of_a_burst{12};
/// All calls of a while.
constexpr std::array bursts{
    R"("code":40100)",
    R"("code":40100,"message":"Too many requests. QPS limit.")",
    R"("code":40133)",
    R"("code":40016)",
    R"("code":50000)",
    R"("status":503)",
    R"("status":200,"body":"<html>Maintenance</html>")",
};

} // namespace

std::string fault_script(Instant from, Instant until, std::mt19937_64& dice) {
    const auto span =
        fmt::format(R"("from":"{}","until":"{}",)", format_instant(from), format_instant(until));
    std::string rules;
    const auto add = [&](std::string_view head, std::string_view rule) {
        rules += fmt::format("{}{{{}{}}}", rules.empty() ? "" : ",", head, rule);
    };
    for (auto part = from; part < until; part += hours_of_a_burst) {
        const auto begin = part + std::chrono::minutes{dice() % (hours_of_a_burst.count() * 60)};
        const auto length = std::chrono::seconds{5 + dice() % 600};
        add(fmt::format(R"("from":"{}","until":"{}",)", format_instant(begin),
                        format_instant(begin + length)),
            bursts.at(dice() % bursts.size()));
    }
    for (const auto& [weight, rule] : in_reports) {
        add(fmt::format(R"({}{}"probability":{:.4f},)", span, reports, weight / 10'000.0), rule);
    }
    for (const auto& [weight, rule] : anywhere) {
        add(fmt::format(R"({}"probability":{:.4f},)", span, weight / 10'000.0), rule);
    }
    return fmt::format(R"({{"rules":[{}]}})", rules);
}

} // namespace bayme::simulation
