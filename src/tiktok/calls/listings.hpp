// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/calls/requests.hpp"

namespace bayme::tiktok::calls {

// Errors: invalid_input with reason "tiktok.limit" for what the platform is known to refuse, and
// for filters a level does not have.
Result<CallRequest> campaigns(const AdvertiserId& advertiser, const ObjectFilter& filter,
                              PageRequest page);
Result<CallRequest> adgroups(const AdvertiserId& advertiser, const ObjectFilter& filter,
                             PageRequest page);
Result<CallRequest> ads(const AdvertiserId& advertiser, const ObjectFilter& filter,
                        PageRequest page);

} // namespace bayme::tiktok::calls
