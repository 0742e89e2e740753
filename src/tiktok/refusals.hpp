// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/id.hpp"

#include <string>
#include <string_view>

namespace bayme::tiktok {

/// Is told which calls TikTok refuses for want of a permission (code 40001) and which go through.
/// Safe from any thread; never fails a call.
class RefusalMemory {
public:
    virtual ~RefusalMemory() = default;
    virtual void refused(std::string_view endpoint, const AdvertiserId& advertiser,
                         const std::string& request_id) = 0;
    virtual void answered(std::string_view endpoint, const AdvertiserId& advertiser) = 0;
};

} // namespace bayme::tiktok
