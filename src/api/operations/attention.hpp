// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/operations/connections.hpp"

namespace bayme::api {

/// One thing somebody has to look after. `subject` is "connection:ID", "advertiser:ID" or "app".
struct AttentionView {
    std::string matter;
    /// Figures stop or plans fail while it lasts.
    bool urgent = false;
    std::string subject;
    std::string text;
    std::string advice;
    std::optional<Instant> since;
};
BOOST_DESCRIBE_STRUCT(AttentionView, (), (matter, urgent, subject, text, advice, since))

struct AttentionListView {
    std::vector<AttentionView> attention;
};
BOOST_DESCRIBE_STRUCT(AttentionListView, (), (attention))

/// One feature of a connection: granted, missing, refused (named at the consent and refused in use)
/// or unknown. `box` is what to tick on TikTok's consent page.
struct FeatureView {
    std::string feature;
    std::string state;
    std::string box;
    std::string without;
    std::optional<Instant> refused_since;
    std::string endpoint;
    std::string request_id;
};
BOOST_DESCRIBE_STRUCT(FeatureView, (),
                      (feature, state, box, without, refused_since, endpoint, request_id))

struct ConnectionDetails {
    ConnectionView connection;
    /// When TikTok was last asked whether the token lives, and answered.
    std::optional<Instant> probed_at;
    std::vector<FeatureView> features;
};
BOOST_DESCRIBE_STRUCT(ConnectionDetails, (), (connection, probed_at, features))

} // namespace bayme::api
