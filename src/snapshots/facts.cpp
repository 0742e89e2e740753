// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/facts.hpp"

#include <charconv>

namespace bayme::snapshots {

Result<ObjectNumber> object_number(std::string_view id) {
    ObjectNumber number = 0;
    const auto* const end = id.data() + id.size();
    const auto [stop, error] = std::from_chars(id.data(), end, number);
    if (error != std::errc{} || stop != end || id.starts_with('0')) {
        return fail(ErrorCode::invalid_input, "\"{}\" is no id of digits", id.substr(0, 64));
    }
    return number;
}

std::string object_text(ObjectNumber number) {
    return fmt::to_string(number);
}

} // namespace bayme::snapshots
