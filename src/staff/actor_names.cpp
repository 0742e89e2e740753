// SPDX-License-Identifier: LicenseRef-Bayme
#include "staff/actor_names.hpp"

#include <algorithm>

namespace bayme::staff {
namespace {

/// The end of a random id tells two people apart and says nothing about either.
std::string pseudonym(std::string_view what, std::string_view id) {
    constexpr std::size_t enough = 6;
    return fmt::format("{} {}", what, id.substr(id.size() - std::min(id.size(), enough)));
}

} // namespace

Result<std::string> ActorNames::of(const Actor& actor) {
    const auto text = to_string(actor);
    if (const auto found = known_.find(text); found != known_.end()) {
        return found->second;
    }
    BAYME_TRY(const auto name, find(actor));
    return known_.emplace(text, name).first->second;
}

Result<std::string> ActorNames::find(const Actor& actor) {
    switch (actor.kind) {
    case ActorKind::person: {
        const auto person = people_.find(transaction_, PersonId{actor.id});
        if (!person && person.error().code != ErrorCode::not_found) {
            return std::unexpected(person.error());
        }
        return person && !person->name.empty() ? person->name
                                               : pseudonym("erased person", actor.id);
    }
    case ActorKind::api_key: {
        const auto key = keys_.find(transaction_, ApiKeyId{actor.id});
        if (!key && key.error().code != ErrorCode::not_found) {
            return std::unexpected(key.error());
        }
        return key && !key->label.empty() ? "key " + key->label : pseudonym("key", actor.id);
    }
    case ActorKind::rule:
        return "rule " + actor.id;
    case ActorKind::schedule:
        return "schedule " + actor.id;
    case ActorKind::local_operator:
        return "local operator";
    case ActorKind::anyone:
        return "a visitor";
    }
    return to_string(actor);
}

} // namespace bayme::staff
