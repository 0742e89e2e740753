// SPDX-License-Identifier: LicenseRef-Bayme
// Reads one listing again and again through the whole client: governor, libcurl, envelope, typed
// objects. `bench_client API_URL TOKEN ADVERTISER PAGE_SIZE SECONDS THREADS`
#include "tiktok/http_client.hpp"

#include <fmt/format.h>

#include <atomic>
#include <cstdlib>
#include <span>
#include <sys/resource.h>
#include <thread>

namespace {

using namespace bayme;
using namespace bayme::tiktok;

class Forgetful final : public QuotaMemory {
public:
    Result<std::vector<Penalty>> penalties() override { return std::vector<Penalty>{}; }
    Result<void> keep(const Penalty&) override { return {}; }
    Result<std::vector<Spent>> spent(Day) override { return std::vector<Spent>{}; }
    Result<void> keep(std::span<const Spent>) override { return {}; }
    Result<std::vector<Learned>> learned() override { return std::vector<Learned>{}; }
    Result<void> keep(const Learned&) override { return {}; }
};

class NoLog final : public CallLog {
public:
    void record(const CallRecord&) override {}
};

double cpu_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

struct Counts {
    std::atomic<std::int64_t> calls = 0;
    std::atomic<std::int64_t> objects = 0;
    std::atomic<bool> failed = false;
};

void call_until(HttpClient& client, const CallContext& context, const SecretText& token,
                int page_size, std::chrono::steady_clock::time_point end, Counts& counts) {
    while (std::chrono::steady_clock::now() < end) {
        const auto page = client.campaigns(context, token, {}, {.page = 1, .page_size = page_size});
        if (!page) {
            fmt::print(stderr, "{}\n", page.error().message);
            counts.failed = true;
            return;
        }
        ++counts.calls;
        counts.objects += std::ssize(page->value.items);
    }
}

} // namespace

int main(int count, char** values) {
    const std::span arguments{values, static_cast<std::size_t>(count)};
    if (arguments.size() != 7) {
        fmt::print(stderr, "API_URL TOKEN ADVERTISER PAGE_SIZE SECONDS THREADS\n");
        return 2;
    }
    const std::string url{arguments[1]};
    const SecretText token{std::string{arguments[2]}};
    const std::chrono::seconds length{std::atoi(arguments[5])};
    const auto authority = url.substr(url.find("//") + 2, url.find('/', 8) - url.find("//") - 2);
    SystemClock clock;
    SystemScheduler scheduler;
    SystemRandom random;
    Forgetful memory;
    NoLog log;
    http::CurlOutbound outbound{{{"Sandbox", authority, "platform", "bench", true}}};
    Governor governor{Tier::none, clock, scheduler, memory};
    HttpClient client{AppFacts{url, "0", SecretText{"s"}},
                      {outbound, governor, log, clock, scheduler, random}};
    const CallContext context{.advertiser = AdvertiserId{std::string{arguments[3]}}};
    Counts counts;
    const auto began = std::chrono::steady_clock::now();
    const auto before = cpu_seconds();
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < std::atoi(arguments[6]); ++i) {
            threads.emplace_back([&] {
                call_until(client, context, token, std::atoi(arguments[4]), began + length, counts);
            });
        }
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    const auto calls = static_cast<double>(counts.calls);
    fmt::print("{:.0f} calls/s, {:.3f} CPU-ms per call, {:.0f} objects each\n",
               calls / took.count(), 1000 * (cpu_seconds() - before) / calls,
               static_cast<double>(counts.objects) / calls);
    return counts.failed ? 1 : 0;
}
