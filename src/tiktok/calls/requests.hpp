// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "http/outbound.hpp"
#include "tiktok/client.hpp"
#include "tiktok/endpoints.hpp"

namespace bayme::tiktok::calls {

/// What one call says, before host, token and app secret are added. Arrays and objects of a query
/// are JSON text; the sender percent-encodes [CONTRACT 1.1].
struct CallRequest {
    const Endpoint* endpoint = nullptr;
    std::vector<http::QueryParameter> query;
    std::string body;                    ///< JSON, for POST
    std::vector<http::BodyPart> parts{}; ///< instead of `body`: a form
    http::OutboundLimits limits{};
    /// The answer may be text instead of an envelope, and is meant to be.
    bool text_answer = false;
};

// Errors: invalid_input with reason "tiktok.limit" for what the platform is known to refuse, and
// for ids a level does not have; nothing is sent then.
Result<CallRequest> advertiser_info(std::span<const AdvertiserId> ids);
Result<CallRequest> report(const ReportRequest& request, int page);
/// "AUCTION_AD".
std::string_view data_level(ReportLevel level);

template <typename Tag>
Texts texts_of(std::span<const Id<Tag>> ids) {
    Texts texts;
    for (const auto& id : ids) {
        texts.push_back(id.text());
    }
    return texts;
}

} // namespace bayme::tiktok::calls
