// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <optional>
#include <string_view>

namespace bayme::sandbox {

/// What must not be kept of an exchange. The first four are credentials: once seen under a name
/// they are taken out wherever else they stand.
enum class Private { token, code, secret, app, mail, phone, person, person_id, picture, place };

constexpr bool is_credential(Private kind) {
    return kind <= Private::app;
}

/// Which side of which call a member stands on.
struct Side {
    bool request = true;
    std::string_view path = {}; ///< /open_api/v1.3/user/info/
};

/// What a member of this name holds, nothing for one that may be kept. Names of people only where
/// the contract says that a person is meant: an ad's display_name is a brand [CONTRACT 3.1, 3.2,
/// 3.3].
std::optional<Private> private_kind(std::string_view name, const Side& side);

/// Differs each time something is asked again, and says nothing: no part of what replay compares.
bool is_volatile(std::string_view name);

} // namespace bayme::sandbox
