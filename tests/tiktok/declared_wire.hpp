// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "http/outbound.hpp"
#include "tiktok/calls/declaration.hpp"
#include "tiktok/decoding/json_tree.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace bayme::test {

/// What a request names, members of members as "filtering.campaign_ids".
inline void add_names(const tiktok::decoding::JsonNode& node, const std::string& prefix,
                      std::set<std::string>& names) {
    for (const auto& child : node.children) {
        const auto path = child.key.empty() ? prefix : prefix + child.key;
        if (!child.key.empty()) {
            names.insert(path);
        }
        add_names(child, child.key.empty() ? prefix : path + ".", names);
    }
}

inline void add_text(const std::string& name, const std::string& value,
                     std::set<std::string>& names) {
    names.insert(name);
    if (!value.starts_with('{') && !value.starts_with('[')) {
        return;
    }
    if (const auto tree = tiktok::decoding::JsonTree::parse(value)) {
        add_names(tree->root(), name + ".", names);
    }
}

inline std::set<std::string> names_of(const http::OutboundRequest& request) {
    std::set<std::string> names;
    for (const auto& [name, value] : request.query) {
        add_text(name, value, names);
    }
    for (const auto& secret : request.secret_query) {
        names.insert(secret.name);
    }
    for (const auto& part : request.parts) {
        names.insert(part.name);
    }
    request.body.reveal([&](std::string_view body) {
        if (const auto tree = tiktok::decoding::JsonTree::parse(body)) {
            add_names(tree->root(), "", names);
        } else if (const auto fields = http::parse_query(body); fields) {
            for (const auto& [name, value] : *fields) {
                add_text(name, value, names);
            }
        }
    });
    names.erase("");
    return names;
}

/// Whatever is sent was declared: the declarations are what is compared with TikTok's documents. A
/// declared object or list of objects without declared members may hold anything.
inline void expect_declared(const http::OutboundRequest& request) {
    for (const auto& endpoint : tiktok::endpoints()) {
        const bool marketing = endpoint.api == tiktok::Api::marketing;
        const auto path = fmt::format("{}{}", marketing ? "/open_api/v1.3" : "", endpoint.path);
        const auto host = request.url.find("//") + 2;
        if (endpoint.method != request.method ||
            request.url.substr(std::min(request.url.find('/', host), request.url.size())) != path) {
            continue;
        }
        const auto* const declared = tiktok::calls::find_declaration(endpoint.name);
        ASSERT_NE(declared, nullptr) << endpoint.name;
        const auto has = [&](std::string_view wanted) {
            return std::ranges::find(declared->parameters, wanted,
                                     &tiktok::calls::ParameterFact::path) !=
                   declared->parameters.end();
        };
        const auto is_open = [&](const std::string& parent) {
            return std::ranges::none_of(declared->parameters, [&](const auto& parameter) {
                return parameter.path.starts_with(parent + ".");
            });
        };
        for (const auto& name : names_of(request)) {
            const auto parent = name.substr(0, name.rfind('.'));
            EXPECT_TRUE(has(name) || (parent != name && has(parent) && is_open(parent)))
                << endpoint.name << " sends " << name << ", which is not declared";
        }
        return;
    }
}

} // namespace bayme::test
