// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"

#include <boost/json/fwd.hpp>

namespace bayme::sandbox {

/// Checks a value against a schema in the part of JSON Schema 2020-12 that world.schema.json uses:
/// type, properties, required, additionalProperties (false), items, minItems, maxItems,
/// uniqueItems, minimum, maximum, minLength, maxLength, enum, const, and oneOf between objects that
/// differ by a constant member. @return invalid_input that begins with the path of the first thing
/// that does not fit ("shocks[2].month: …"); internal for a schema that uses more than this.
Result<void> check_against_schema(const boost::json::value& schema,
                                  const boost::json::value& value);

} // namespace bayme::sandbox
