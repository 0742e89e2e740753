// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/registry_checks.hpp"

#include "api/check_rules.hpp"

#include <algorithm>
#include <set>

namespace bayme::api {
namespace {

bool is_word(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || letter == '_';
    });
}

bool is_name(std::string_view name) {
    const auto dot = name.find('.');
    return dot != std::string_view::npos && is_word(name.substr(0, dot)) &&
           is_word(name.substr(dot + 1));
}

/// A type and all that it is made of, each once.
void collect(const TypeInfo& type, std::set<const TypeInfo*>& seen) {
    if (!seen.insert(&type).second) {
        return;
    }
    if (type.element != nullptr) {
        collect(type.element(), seen);
    }
    for (const auto& field : type.fields) {
        collect(field.type(), seen);
    }
}

bool holds_secret(const TypeInfo& type) {
    std::set<const TypeInfo*> parts;
    collect(type, parts);
    return std::ranges::any_of(parts, [](const auto* part) { return part->kind == Kind::secret; });
}

const Rule* find_bad_pattern(const TypeInfo& type) {
    std::set<const TypeInfo*> parts;
    collect(type, parts);
    for (const auto* part : parts) {
        for (const auto& field : part->fields) {
            for (const auto& rule : field.rules) {
                if (!pattern_compiles(rule)) {
                    return &rule;
                }
            }
        }
    }
    return nullptr;
}

bool leaves_the_machine(const Operation& operation) {
    return operation.on.contains(Surface::http) || operation.on.contains(Surface::mcp);
}

} // namespace

Result<void> check_operation(const Operation& operation) {
    const auto refuse = [&](std::string_view why) {
        return fail(ErrorCode::internal, "the operation {} {}", operation.name, why);
    };
    if (!is_name(operation.name)) {
        return refuse("is not named noun.verb");
    }
    if (!operation.needs) {
        return refuse("names no permission");
    }
    if (operation.needs == Permission::anyone && !operation.on.empty()) {
        return refuse("is for anyone and on a surface: public routes are web's closed list");
    }
    if (!operation.run) {
        return refuse("has no handler");
    }
    const auto& request = operation.run.request();
    const auto& response = operation.run.response();
    const bool answers = response.kind == Kind::object || response.kind == Kind::json;
    if (request.kind != Kind::object || !answers) {
        return refuse("does not take and answer an object");
    }
    if (const auto* rule = find_bad_pattern(request)) {
        return refuse(fmt::format("has a pattern that does not compile: {}", rule->pattern));
    }
    if (holds_secret(response)) {
        return refuse("answers a secret");
    }
    if (holds_secret(request) && leaves_the_machine(operation)) {
        return refuse("takes a secret over the network");
    }
    return {};
}

Result<void> check_type_names(const std::map<std::string_view, const Operation*>& operations) {
    std::set<const TypeInfo*> all;
    for (const auto& [name, operation] : operations) {
        collect(operation->run.request(), all);
        collect(operation->run.response(), all);
    }
    std::set<std::string_view> names;
    for (const auto* type : all) {
        if (!type->name.empty() && !names.insert(type->name).second) {
            return fail(ErrorCode::internal, "two types of requests or answers are named {}",
                        type->name);
        }
    }
    return {};
}

} // namespace bayme::api
