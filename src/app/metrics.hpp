// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace bayme::app {

/// The figures of /metrics. Labels are closed sets: no path, id or name of anybody goes in.
/// Safe from any thread.
class Metrics {
public:
    Metrics();
    ~Metrics();

    /// `route` is "api", "web" or "operators".
    void count_request(std::string_view route, int status, std::chrono::nanoseconds took);
    /// A figure asked for at each scrape: (name, help, labels of one dimension -> value).
    void gauge(const std::string& name, const std::string& help, const std::string& label,
               std::function<std::map<std::string, double>()> values);
    /// A count kept elsewhere, asked for at each scrape; it never falls.
    void counter(const std::string& name, const std::string& help, std::function<double()> value);
    /// Prometheus' text format.
    [[nodiscard]] std::string text();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace bayme::app
