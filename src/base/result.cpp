// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/result.hpp"

#include <array>

namespace bayme {

std::string_view to_string(ErrorCode code) {
    static constexpr std::array names{"invalid_input",   "not_found", "conflict",
                                      "unauthenticated", "forbidden", "rate_limited",
                                      "unavailable",     "uncertain", "internal"};
    return names.at(static_cast<std::size_t>(code));
}

Error Error::in(std::string_view context) && {
    message.insert(0, fmt::format("{}: ", context));
    return std::move(*this);
}

Error Error::because(std::string_view stable_reason) && {
    reason = stable_reason;
    return std::move(*this);
}

std::ostream& operator<<(std::ostream& out, const Error& error) {
    out << to_string(error.code) << ": " << error.message;
    if (!error.reason.empty()) {
        out << " [" << error.reason << "]";
    }
    for (const auto& field : error.fields) {
        out << "\n  " << field.path << ": " << field.message;
    }
    return out;
}

} // namespace bayme
