// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/registry.hpp"

#include "api/context.hpp"
#include "api/decode.hpp"
#include "api/keyed_call.hpp"
#include "api/registry_checks.hpp"
#include "base/log.hpp"
#include "base/nearest.hpp"
#include "staff/staff.hpp"
#include "vault/hash.hpp"

#include <algorithm>

namespace bayme::api {
namespace {

constexpr std::size_t longest_key = 200;

bool shows(Door door, const Operation& operation) {
    switch (door) {
    case Door::http:
        return operation.on.contains(Surface::http);
    case Door::unix_socket:
        return operation.on.contains(Surface::http) || operation.on.contains(Surface::cli);
    case Door::in_process:
        return true;
    }
    return false;
}

/// Every AdvertiserId in the request must be the actor's; @return the first that is not.
const AdvertiserId* find_foreign(const staff::AccountScope& scope, const TypeInfo& type,
                                 const void* value) {
    if (type.names_advertiser) {
        const auto& id = *static_cast<const AdvertiserId*>(value);
        return id.empty() || scope.contains(id) ? nullptr : &id;
    }
    if (type.kind == Kind::optional) {
        const void* held = type.held(value);
        return held == nullptr ? nullptr : find_foreign(scope, type.element(), held);
    }
    if (type.kind == Kind::list) {
        for (std::size_t i = 0; i < type.size(value); ++i) {
            if (const auto* id = find_foreign(scope, type.element(), type.item(value, i))) {
                return id;
            }
        }
    }
    for (const auto& field : type.fields) {
        if (const auto* id =
                find_foreign(scope, field.type(), field.at(const_cast<void*>(value)))) {
            return id;
        }
    }
    return nullptr;
}

Result<void> check_key(const Operation& operation, std::string_view key) {
    if (operation.shows_secret) {
        return fail(Error{
            ErrorCode::invalid_input,
            fmt::format("{} shows its answer once and takes no Idempotency-Key", operation.name),
            "request.idempotency_key"});
    }
    const bool is_visible = std::ranges::all_of(key, [](char c) { return c > ' ' && c < 0x7F; });
    if (!is_visible || key.size() > longest_key) {
        return fail(
            Error{ErrorCode::invalid_input,
                  fmt::format("an Idempotency-Key has at most {} visible characters", longest_key),
                  "request.idempotency_key"});
    }
    return {};
}

} // namespace

Registry::Registry(const Services& services, storage::IdempotencyKeys& keys)
    : services_(&services), keys_(&keys), instance_(make_id(services.random)) {}

Result<Registry> Registry::make(const Services& services, storage::IdempotencyKeys& keys,
                                const std::vector<std::span<const Operation>>& tables) {
    Registry registry(services, keys);
    for (const auto table : tables) {
        for (const auto& operation : table) {
            BAYME_CHECK(check_operation(operation));
            if (!registry.operations_.emplace(operation.name, &operation).second) {
                return fail(ErrorCode::internal, "two operations are named {}", operation.name);
            }
        }
    }
    BAYME_CHECK(check_type_names(registry.operations_));
    return registry;
}

Result<const Operation*> Registry::find(std::string_view name, Door door) const {
    const auto found = operations_.find(name);
    if (found != operations_.end() && shows(door, *found->second)) {
        return found->second;
    }
    std::vector<std::string_view> known;
    for (const auto& [one, operation] : operations_) {
        if (shows(door, *operation)) {
            known.push_back(one);
        }
    }
    const auto near = nearest_name(name, known);
    return fail(Error{ErrorCode::not_found,
                      near ? fmt::format("there is no operation {}; did you mean {}?", name, *near)
                           : fmt::format("there is no operation {}", name),
                      "operation.unknown"});
}

Result<std::string> Registry::call(const Call& call, std::string_view name,
                                   std::string_view json) const {
    try {
        return call_guarded(call, name, json);
    } catch (const std::exception& thrown) {
        return fail(unexpected_failure(name, call.request_id, thrown));
    }
}

Result<void> Registry::admit(Context& context, const Operation& operation) const {
    BAYME_TRY(storage::Transaction & transaction, context.reading());
    BAYME_CHECK(services_->staff.authorise(transaction, context.actor(), *operation.needs));
    if (operation.needs != Permission::anyone) {
        BAYME_TRY(context.scope_, services_->staff.scope(transaction, context.actor()));
    }
    return {};
}

Result<std::string> Registry::call_guarded(const Call& call, std::string_view name,
                                           std::string_view json) const {
    BAYME_TRY(const Operation* operation, find(name, call.door));
    Context context(*services_, call.actor, call.request_id, *operation->needs);
    BAYME_CHECK(admit(context, *operation));
    const auto& type = operation->run.request();
    const auto request = operation->run.make_request();
    const auto body = json.empty() ? std::string_view{"{}"} : json;
    BAYME_CHECK(decode_into(body, type, request.get()));
    if (const auto* foreign = find_foreign(context.scope(), type, request.get())) {
        return fail(Error{ErrorCode::forbidden,
                          fmt::format("the account {} is not among yours", *foreign),
                          "account_scope"});
    }
    if (operation->effect == Effect::reads) {
        return run_guarded(context, *operation, request.get());
    }
    std::optional<Keyed> keyed;
    if (!call.idempotency_key.empty()) {
        BAYME_CHECK(check_key(*operation, call.idempotency_key));
        keyed =
            Keyed{{call.actor, std::string{name}, call.idempotency_key}, vault::sha256_hex(body)};
    }
    const Keyed* key = keyed ? &*keyed : nullptr;
    return operation->effect == Effect::changes
               ? change(context, *operation, request.get(), key)
               : change_in_steps(context, *operation, request.get(), key);
}

} // namespace bayme::api
