// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "tiktok/client.hpp"

namespace bayme::tiktok {

/// An event a pixel counts.
struct PixelEvent {
    OptionalText id, code, type, custom_event_type, optimization_event, name;
    OptionalText statistic_type, currency, currency_value;
    std::optional<bool> deprecated;
    RawJson rules;
    std::vector<Unmodelled> unmodelled;
};

/// A pixel of the account [CONTRACT 7.3]. The list of events is hours old.
struct Pixel {
    std::string id;
    OptionalText code, name, category, setup_mode, partner_name, script;
    std::optional<Instant> created;
    std::optional<bool> enable_first_party_cookies, enable_expanded_data_sharing;
    std::vector<PixelEvent> events;
    RawJson advanced_matching_fields, automatic_advanced_matching_fields;
    RawJson asset_ownership;
    std::vector<Unmodelled> unmodelled;
};

/// Which pixels.
struct PixelFilter {
    std::optional<bool> available_for_catalog_only = {};
};

/// One page of the account's pixels.
struct PixelSearch {
    OptionalText pixel_id = {};
    OptionalText code = {};
    OptionalText name = {};     ///< fuzzy
    OptionalText order_by = {}; ///< EARLIEST_CREATE, LATEST_CREATE
    PixelFilter filtering = {};
    PageRequest page = {1, 20};
};

Call<Page<Pixel>> pixels(Platform& platform, const CallContext& context, const SecretText& token,
                         const PixelSearch& search);

} // namespace bayme::tiktok
