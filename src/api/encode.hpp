// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/describe.hpp"
#include "base/json_text.hpp"

namespace bayme::api {

/// Writes a described value as JSON. An empty optional is left out. A type that holds a secret is
/// never written: that is a bug and throws std::logic_error.
void encode(JsonWriter& out, const TypeInfo& type, const void* value);

template <typename T>
std::string encode(const T& value) {
    JsonWriter out;
    encode(out, info<T>(), &value);
    return out.take();
}

} // namespace bayme::api
