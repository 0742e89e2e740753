// SPDX-License-Identifier: LicenseRef-Bayme
#include "accounts/zones.hpp"

#include <date/tz.h>
#include <stdexcept>

namespace bayme::accounts {
namespace {

const date::sys_days since{date::year{2015} / 1 / 1};
const date::sys_days until{date::year{2037} / 1 / 1};

std::unexpected<Error> not_fixed(std::string_view timezone) {
    return fail(
        Error{ErrorCode::invalid_input,
              fmt::format("\"{}\" has no fixed distance from UTC: somebody has to state the one "
                          "this account's days are cut by",
                          timezone.substr(0, 64))}
            .because("zone_not_fixed"));
}

/// Calls `look` with each stretch of unchanged clocks; nothing for an unknown zone.
template <typename Look>
bool each_stretch(std::string_view timezone, Look&& look) {
    try {
        const auto* zone = date::locate_zone(std::string{timezone});
        for (auto at = date::sys_seconds{since}; at < until;) {
            const auto info = zone->get_info(at);
            look(info);
            at = info.end;
        }
        return true;
    } catch (const std::runtime_error&) {
        return false;
    }
}

} // namespace

Result<UtcOffset> fixed_offset(std::string_view timezone) {
    if (auto stated = UtcOffset::parse_zone(timezone)) {
        return stated;
    }
    std::optional<std::chrono::seconds> offset;
    bool changes = false;
    const bool known = each_stretch(timezone, [&](const date::sys_info& info) {
        changes = changes || (offset && *offset != info.offset);
        offset = info.offset;
    });
    if (!known || changes || !offset) {
        return not_fixed(timezone);
    }
    return UtcOffset::from_seconds(static_cast<int>(offset->count()));
}

Result<UtcOffset> suggested_offset(std::string_view timezone) {
    std::optional<std::chrono::seconds> standard;
    const bool known = each_stretch(timezone, [&](const date::sys_info& info) {
        if (info.save == std::chrono::minutes{0}) {
            standard = info.offset;
        }
    });
    if (!known || !standard) {
        return not_fixed(timezone);
    }
    return UtcOffset::from_seconds(static_cast<int>(standard->count()));
}

} // namespace bayme::accounts
