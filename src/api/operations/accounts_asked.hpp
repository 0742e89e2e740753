// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/context.hpp"
#include "storage/connections.hpp"

#include <vector>

namespace bayme::api {

/// The accounts asked for, or all in use with a currency and an offset that the actor may touch.
/// @return not_found for one we do not have.
Result<std::vector<storage::Advertiser>> accounts_asked(Context& context,
                                                        const std::vector<AdvertiserId>& asked);
std::vector<AdvertiserId> ids_of(const std::vector<storage::Advertiser>& accounts);

} // namespace bayme::api
