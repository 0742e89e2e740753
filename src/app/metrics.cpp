// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/metrics.hpp"

#include "base/version.hpp"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <mutex>
#include <vector>

namespace bayme::app {
namespace {

struct AskedGauge {
    prometheus::Family<prometheus::Gauge>* family = nullptr;
    std::string label;
    std::function<std::map<std::string, double>()> values;
};

struct AskedCounter {
    prometheus::Counter* counter = nullptr;
    std::function<double()> value;
};

const prometheus::Histogram::BucketBoundaries seconds_buckets{0.001, 0.005, 0.01, 0.05, 0.1,
                                                              0.5,   1,     5,    10};

} // namespace

struct Metrics::State {
    prometheus::Registry registry;
    prometheus::Family<prometheus::Counter>& requests = prometheus::BuildCounter()
                                                            .Name("bayme_http_requests_total")
                                                            .Help("Requests answered")
                                                            .Register(registry);
    prometheus::Family<prometheus::Histogram>& durations =
        prometheus::BuildHistogram()
            .Name("bayme_http_request_seconds")
            .Help("Time from a whole request to its answer")
            .Register(registry);
    std::mutex mutex;
    std::vector<AskedGauge> asked;
    std::vector<AskedCounter> counted;
};

Metrics::Metrics() : state_(std::make_unique<State>()) {
    prometheus::BuildGauge()
        .Name("bayme_build_info")
        .Help("Which program runs")
        .Register(state_->registry)
        .Add({{"version", std::string{program_version()}}})
        .Set(1);
}

Metrics::~Metrics() = default;

void Metrics::count_request(std::string_view route, int status, std::chrono::nanoseconds took) {
    const std::string name{route};
    state_->requests.Add({{"route", name}, {"status", std::to_string(status)}}).Increment();
    state_->durations.Add({{"route", name}}, seconds_buckets)
        .Observe(std::chrono::duration<double>(took).count());
}

void Metrics::gauge(const std::string& name, const std::string& help, const std::string& label,
                    std::function<std::map<std::string, double>()> values) {
    auto& family = prometheus::BuildGauge().Name(name).Help(help).Register(state_->registry);
    const std::scoped_lock lock(state_->mutex);
    state_->asked.push_back({&family, label, std::move(values)});
}

void Metrics::counter(const std::string& name, const std::string& help,
                      std::function<double()> value) {
    auto& family = prometheus::BuildCounter().Name(name).Help(help).Register(state_->registry);
    const std::scoped_lock lock(state_->mutex);
    state_->counted.push_back({&family.Add({}), std::move(value)});
}

std::string Metrics::text() {
    const std::scoped_lock lock(state_->mutex);
    for (const auto& counted : state_->counted) {
        counted.counter->Increment(counted.value() - counted.counter->Value());
    }
    for (const auto& gauge : state_->asked) {
        for (const auto& [value, number] : gauge.values()) {
            gauge.family->Add({{gauge.label, value}}).Set(number);
        }
    }
    return prometheus::TextSerializer{}.Serialize(state_->registry.Collect());
}

} // namespace bayme::app
