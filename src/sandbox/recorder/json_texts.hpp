// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace bayme::sandbox {

/// One text or number of a JSON text: the name it stands under (of a list: the list's) and what it
/// says, unescaped.
struct JsonScalar {
    std::string_view name;
    std::string_view value;
    bool number = false;
    bool key = false; ///< the name of a member itself
};

/// Nothing leaves the scalar as it is, to the byte.
using ReplaceScalar = std::function<std::optional<std::string>(const JsonScalar& scalar)>;

/// Goes through the texts and numbers of a JSON text and replaces some; every other byte stays,
/// so that numbers keep their digits and members their order. Text that is broken off or is no
/// JSON is gone through as far as it goes.
std::string replace_scalars(std::string_view json, const ReplaceScalar& replace);

} // namespace bayme::sandbox
