// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/calls/requests.hpp"

#include "base/json_text.hpp"
#include "tiktok/calls/limits.hpp"

namespace bayme::tiktok::calls {

Result<CallRequest> advertiser_info(std::span<const AdvertiserId> ids) {
    const auto& endpoint = tiktok::endpoint("advertiser.info");
    const auto texts = texts_of(ids);
    BAYME_CHECK(check_batch(endpoint, texts));
    return CallRequest{&endpoint, {{"advertiser_ids", json_array(texts)}}, {}};
}

} // namespace bayme::tiktok::calls
