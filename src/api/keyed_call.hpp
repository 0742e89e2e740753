// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/registry.hpp"

#include <exception>

namespace bayme::api {

/// A call that came with an Idempotency-Key. Only for sources of this room.
struct Registry::Keyed {
    storage::IdempotencyName name;
    std::string body_hash;
};

/// The barrier: what a handler throws is logged and becomes `internal`.
Result<std::string> run_guarded(Context& context, const Operation& operation, const void* request);
Error unexpected_failure(std::string_view operation, std::string_view request_id,
                         const std::exception& thrown);

} // namespace bayme::api
