// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/operation.hpp"
#include "api/services.hpp"
#include "base/actor.hpp"
#include "storage/idempotency.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::api {

/// Which door a call comes through; decides which surfaces it reaches.
enum class Door {
    http,        ///< TCP and TLS: surface http
    unix_socket, ///< the owner of the data folder: surfaces http and cli
    in_process,  ///< this program: every operation
};

/// Everything about one call but what it asks.
struct Call {
    Actor actor;
    std::string request_id;
    Door door = Door::http;
    /// The Idempotency-Key; empty when none was given.
    std::string idempotency_key = {};
};

/// The one table of operations and the one way to call them. Safe from any thread once made.
class Registry {
public:
    /// @return internal, naming the operation, when check_operations (registry_checks.hpp) refuses
    ///         one: such a program does not start.
    static Result<Registry> make(const Services& services, storage::IdempotencyKeys& keys,
                                 const std::vector<std::span<const Operation>>& tables);

    /// Runs one operation: finds it, checks the actor's permission, decodes, checks the accounts
    /// that the request names, answers a repeated Idempotency-Key, runs the handler, writes the
    /// audit row. Nothing is thrown: what a handler throws becomes `internal`.
    /// @return the answer as JSON.
    Result<std::string> call(const Call& call, std::string_view name, std::string_view json) const;

    /// @return not_found, naming the nearest operation, also when this door does not show it.
    Result<const Operation*> find(std::string_view name, Door door) const;
    /// By name.
    [[nodiscard]] const std::map<std::string_view, const Operation*>& operations() const {
        return operations_;
    }

private:
    Registry(const Services& services, storage::IdempotencyKeys& keys);

    struct Keyed;
    Result<std::string> call_guarded(const Call& call, std::string_view name,
                                     std::string_view json) const;
    Result<void> admit(Context& context, const Operation& operation) const;
    Result<std::string> change(Context& context, const Operation& operation, const void* request,
                               const Keyed* keyed) const;
    Result<std::string> change_in_steps(Context& context, const Operation& operation,
                                        const void* request, const Keyed* keyed) const;
    Result<std::optional<Result<std::string>>> stored_answer(Context& context,
                                                             const Keyed& keyed) const;
    Result<void> settle(const Keyed& keyed, const Result<std::string>& answer) const;

    const Services* services_;
    storage::IdempotencyKeys* keys_;
    /// Of this process: a claim of another one was cut off.
    std::string instance_;
    std::map<std::string_view, const Operation*> operations_;
};

} // namespace bayme::api
