// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "support/fake_clock.hpp"
#include "tiktok/governor.hpp"
#include "tiktok/kept_quota.hpp"

#include <gtest/gtest.h>

namespace bayme::tiktok {

inline constexpr const char* restricted =
    "Due to too many requests, requests from App 7100 are temporarily restricted.";

class GovernorTest : public testing::Test {
protected:
    /// Sends as fast as the governor lets it; counts calls by calendar second.
    std::map<std::int64_t, int> send_for(Governor& governor, std::chrono::seconds length) {
        std::map<std::int64_t, int> by_second;
        const auto end = clock.now() + length;
        while (clock.now() < end) {
            EXPECT_TRUE(governor.acquire(campaigns, context));
            ++by_second
                [std::chrono::floor<std::chrono::seconds>(clock.now()).time_since_epoch().count()];
        }
        return by_second;
    }
    /// An answer to a call that is sent now, whether or not the governor would let it go.
    void answer(Governor& governor, const Endpoint& endpoint, std::int64_t code,
                std::string_view message = "") {
        governor.answered({&endpoint, context.advertiser, clock.monotonic()}, find_code(code),
                          message);
    }
    std::chrono::microseconds waits(Governor& governor, const Endpoint& endpoint,
                                    const std::string& advertiser) {
        return governor.earliest(endpoint, AdvertiserId{advertiser}) - clock.now();
    }

    test::FakeClock clock{"2026-03-01T12:00:00Z"};
    test::FakeScheduler scheduler{clock};
    test::KeptQuota memory;
    const Endpoint& campaigns = endpoint("campaign.get");
    const Endpoint& reports = endpoint("report.integrated.get");
    CallContext context{.advertiser = AdvertiserId{"7001"}, .patience = std::chrono::hours{1}};
};

} // namespace bayme::tiktok
