// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/contract.hpp"

#include "contract_differences.hpp"
#include "support/source_folder.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <sstream>
#include <string>

namespace bayme::sandbox {

namespace {

/// name -> type and whether it is required ("text*"), members as "filtering.page".
using Table = std::map<std::string, std::string>;

std::string type_word(Kind kind, Kind item) {
    switch (kind) {
    case Kind::id:
    case Kind::text:
    case Kind::time:
    case Kind::day:
    case Kind::file:
        return "string";
    case Kind::integer:
        return "int";
    case Kind::number:
        return "float";
    case Kind::boolean:
        return "bool";
    case Kind::object:
        return "object";
    case Kind::list:
        break;
    }
    return "array<" + type_word(item, Kind::text) + ">";
}

void collect(const std::vector<Parameter>& parameters, const std::string& prefix, Table& table) {
    for (const auto& parameter : parameters) {
        table[prefix + parameter.name] =
            type_word(parameter.kind, parameter.item_kind) + (parameter.required ? "*" : "");
        // The index does not open the lists of objects in a query.
        if (parameter.kind == Kind::object || !parameter.members.empty()) {
            collect(parameter.members, prefix + parameter.name + ".", table);
        }
    }
}

/// One endpoint's block of PARAMETERS.md; nothing when it has none.
std::optional<Table> published(const std::string& document, const Endpoint& endpoint) {
    const auto method = endpoint.method == http::Method::post ? "POST" : "GET";
    const auto head = std::string{"### "} + method + " /open_api/v1.3/" + endpoint.path + "/\n";
    const auto start = document.find(head);
    if (start == std::string::npos) {
        return std::nullopt;
    }
    const auto end = document.find("\n#", start + 1);
    std::istringstream lines{document.substr(start + head.size(), end - start - head.size())};
    static const std::regex row{R"(^( *)- (\w+)([*?]) : (.*)$)"};
    static const std::regex list{R"(array<(\w+)>.*)"};
    Table table;
    std::vector<std::string> parents;
    for (std::string line; std::getline(lines, line);) {
        std::smatch match;
        if (!std::regex_match(line, match, row)) {
            continue;
        }
        const auto depth = static_cast<std::size_t>(match[1].length()) / 2;
        parents.resize(depth);
        const std::string name = match[2];
        if (depth == 0 && name == "body") {
            parents.emplace_back();
            continue;
        }
        std::string path;
        for (const auto& parent : parents) {
            path += parent.empty() ? "" : parent + ".";
        }
        std::string type = match[4];
        type.resize(std::min(type.find('|'), type.size()));
        std::smatch item;
        static const std::set<std::string> plain{"string", "int", "float", "bool"};
        if (std::regex_search(type, item, list)) {
            type = "array<" + (plain.contains(item[1]) ? std::string{item[1]} : "object") + ">";
        } else if (!plain.contains(type)) {
            type = "object";
        }
        table[path + name] = type + (match[3] == "*" ? "*" : "");
        parents.push_back(name);
    }
    return table;
}

TEST(ContractTest, DifferencesFromThePublishedParametersHaveReasons) {
    const auto* const shared = std::getenv("BAYME_SHARED");
    const std::filesystem::path folder =
        shared != nullptr ? std::filesystem::path{shared} : test::source_folder() / ".." / "shared";
    std::ifstream file{folder / "tiktok" / "PARAMETERS.md"};
    if (!file) {
        GTEST_SKIP() << "no published parameters";
    }
    const std::string document{std::istreambuf_iterator<char>{file}, {}};
    const auto contract = Contract::load();
    ASSERT_TRUE(contract) << contract.error();

    std::set<std::string> seen;
    for (const auto& endpoint : contract->endpoints()) {
        const auto theirs = published(document, endpoint);
        EXPECT_EQ(theirs.has_value(), !not_in_the_sdk.contains(endpoint.path)) << endpoint.path;
        if (!theirs) {
            continue;
        }
        Table ours;
        collect(endpoint.parameters, {}, ours);
        auto all = *theirs;
        all.insert(ours.begin(), ours.end());
        for (const auto& [name, type] : all) {
            // What the platform's own gateway adds to a call.
            if (name.starts_with("context_info")) {
                continue;
            }
            const auto mine = ours.contains(name) ? ours.at(name) : "absent";
            const auto other = theirs->contains(name) ? theirs->at(name) : "absent";
            if (mine != other) {
                const auto key = endpoint.path + " " + name;
                EXPECT_TRUE(reasons.contains(key))
                    << key << ": " << mine << " here, " << other << " there";
                seen.insert(key);
            }
        }
    }
    for (const auto& [key, reason] : reasons) {
        EXPECT_TRUE(seen.contains(key)) << key << " no longer differs: " << reason;
    }
}

TEST(ContractTest, EveryDeclaredEndpointIsCarriedOut) {
    const auto contract = Contract::load();
    ASSERT_TRUE(contract) << contract.error();
    for (const auto& endpoint : contract->endpoints()) {
        EXPECT_NE(endpoint.handler, nullptr) << endpoint.path;
    }
}

TEST(ContractTest, ADeclarationWithoutAHandlerStopsTheStart) {
    const auto contract = Contract::load();
    ASSERT_TRUE(contract) << contract.error();
    auto endpoints = contract->endpoints();
    endpoints.push_back(endpoints.front());
    endpoints.back().path = "comment/list";

    const auto bound = bind_handlers(endpoints);

    ASSERT_FALSE(bound);
    EXPECT_EQ(bound.error().code, ErrorCode::internal);
}

TEST(ContractTest, AHandlerWithoutADeclarationStopsTheStart) {
    const auto contract = Contract::load();
    ASSERT_TRUE(contract) << contract.error();
    auto endpoints = contract->endpoints();
    endpoints.pop_back();

    const auto bound = bind_handlers(endpoints);

    ASSERT_FALSE(bound);
    EXPECT_EQ(bound.error().code, ErrorCode::internal);
}

TEST(ContractTest, EveryEndpointOpensWithADocumentedScope) {
    const auto contract = Contract::load();
    ASSERT_TRUE(contract) << contract.error();
    for (const auto& endpoint : contract->endpoints()) {
        // Three levels: a first-level permission opens everything below it [CONTRACT 2.1].
        const bool first_level = endpoint.scopes.empty() || endpoint.scopes.front() < 10 ||
                                 endpoint.scopes.front() == 17'000'000;
        EXPECT_TRUE(first_level) << endpoint.path;
    }
}

} // namespace

} // namespace bayme::sandbox
