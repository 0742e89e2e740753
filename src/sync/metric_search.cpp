// SPDX-License-Identifier: LicenseRef-Bayme
#include "sync/metric_search.hpp"

#include <algorithm>
#include <span>

namespace bayme::sync {
namespace {

using snapshots::MetricIndex;

class Search {
public:
    explicit Search(const TakesMetrics& takes) : takes_(takes) {}

    /// Adds to `taken` all of these that can be asked for together with it.
    Result<void> add(std::span<const MetricIndex> metrics) {
        if (metrics.empty()) {
            return {};
        }
        auto together = taken;
        together.insert(together.end(), metrics.begin(), metrics.end());
        BAYME_TRY(const bool good, takes_(together));
        if (good) {
            taken = std::move(together);
            return {};
        }
        if (metrics.size() == 1) {
            refused.push_back(metrics.front());
            return {};
        }
        const auto half = metrics.size() / 2;
        BAYME_CHECK(add(metrics.first(half)));
        return add(metrics.subspan(half));
    }

    std::vector<MetricIndex> taken;
    std::vector<MetricIndex> refused;

private:
    const TakesMetrics& takes_;
};

} // namespace

Result<std::vector<MetricIndex>> find_refused(const std::vector<MetricIndex>& metrics,
                                              const std::vector<MetricIndex>& likeliest,
                                              const TakesMetrics& takes) {
    std::vector<MetricIndex> others;
    std::ranges::copy_if(metrics, std::back_inserter(others), [&](MetricIndex one) {
        return std::ranges::find(likeliest, one) == likeliest.end();
    });
    Search search{takes};
    if (others.empty()) {
        return std::vector<MetricIndex>{};
    }
    BAYME_CHECK(search.add(std::span{others}.first(1)));
    if (search.taken.empty()) {
        return std::vector<MetricIndex>{};
    }
    BAYME_CHECK(search.add(std::span{others}.subspan(1)));
    BAYME_CHECK(search.add(likeliest));
    return search.refused;
}

} // namespace bayme::sync
