// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/contract.hpp"
#include "support/source_folder.hpp"
#include "tiktok/calls/declaration.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

namespace bayme {
namespace {

using sandbox::Kind;
using tiktok::calls::ParameterType;

/// A parameter as either table says it. Limits are those of its own kind: characters, entries, or
/// the value of a number; 0 for none.
struct Said {
    std::string type;
    bool required = false;
    std::int64_t least = 0;
    std::int64_t most = 0;
};
using Table = std::map<std::string, Said>;

std::string type_of(Kind kind, Kind item) {
    switch (kind) {
    case Kind::id:
    case Kind::text:
    case Kind::time:
    case Kind::day:
        return "text";
    case Kind::integer:
    case Kind::number:
        return "number";
    case Kind::boolean:
        return "flag";
    case Kind::object:
        return "object";
    case Kind::file:
        return "file";
    case Kind::list:
        break;
    }
    const auto of = type_of(item, Kind::text);
    return of == "object" ? "objects" : of == "number" ? "numbers" : "texts";
}

Said said_by_sandbox(const sandbox::Parameter& parameter) {
    const auto whole = [](const auto& limit) {
        return static_cast<std::int64_t>(limit.value_or(0));
    };
    const auto type = type_of(parameter.kind, parameter.item_kind);
    Said said{type, parameter.required};
    if (parameter.kind == Kind::list) {
        said.least = whole(parameter.min_items);
        said.most = whole(parameter.max_items);
    } else if (type == "text") {
        said.least = whole(parameter.min_length);
        said.most = whole(parameter.max_length);
    } else if (type == "number") {
        said.least = whole(parameter.min);
        said.most = whole(parameter.max);
    }
    return said;
}

void collect(const std::vector<sandbox::Parameter>& parameters, const std::string& prefix,
             Table& table) {
    for (const auto& parameter : parameters) {
        table[prefix + parameter.name] = said_by_sandbox(parameter);
        collect(parameter.members, prefix + parameter.name + ".", table);
    }
}

Table table_of(const tiktok::calls::Declared& declared) {
    Table table;
    for (const auto& [path, type, required, bounds] : declared.parameters) {
        table[path] = {std::string{to_string(type)}, required, bounds.least, bounds.most};
    }
    return table;
}

std::string name_of(const sandbox::Endpoint& endpoint) {
    auto name = endpoint.path;
    std::ranges::replace(name, '/', '.');
    return name;
}

/// What stands inside an object is not compared when the other side does not have that object,
/// which is said once, or passes it on without opening it.
bool is_inside(const std::string& path, const Table& other) {
    const auto dot = path.rfind('.');
    if (dot == std::string::npos) {
        return false;
    }
    const auto inner = path.substr(0, dot + 1);
    const auto opened = other.lower_bound(inner);
    return opened == other.end() || !opened->first.starts_with(inner);
}

using Differences = std::map<std::string, std::string>;

void compare_parameters(const std::string& endpoint, const Table& client, const Table& sandbox,
                        Differences& found) {
    const auto note = [&](const std::string& path, std::string_view kind, std::string what) {
        found[fmt::format("{} {} ({})", endpoint, path, kind)] = std::move(what);
    };
    for (const auto& [path, ours] : client) {
        const auto other = sandbox.find(path);
        if (other == sandbox.end()) {
            if (!is_inside(path, sandbox)) {
                note(path, "client only", ours.type);
            }
            continue;
        }
        const auto& theirs = other->second;
        if (ours.type != theirs.type) {
            note(path, "type", fmt::format("client {}, sandbox {}", ours.type, theirs.type));
        } else if (ours.least > 1 || theirs.least > 1 ? ours.least != theirs.least : false) {
            note(path, "least", fmt::format("client {}, sandbox {}", ours.least, theirs.least));
        } else if (ours.most != theirs.most && path != "page_size") { // the endpoint's, see below
            note(path, "most", fmt::format("client {}, sandbox {}", ours.most, theirs.most));
        }
        if (ours.required != theirs.required) {
            note(path, "required", ours.required ? "by the client" : "by the sandbox");
        }
    }
    for (const auto& [path, theirs] : sandbox) {
        if (!client.contains(path) && !is_inside(path, client)) {
            note(path, "sandbox only", theirs.type);
        }
    }
}

void compare_endpoints(const tiktok::Endpoint& client, const sandbox::Endpoint& sandbox,
                       Differences& found) {
    const std::string name{client.name};
    if (client.method != sandbox.method) {
        found[name + " (method)"] = "";
    }
    std::set<std::int64_t> ours;
    std::ranges::copy_if(client.scopes, std::inserter(ours, ours.end()),
                         [](std::int64_t scope) { return scope != 0; });
    if (ours != std::set<std::int64_t>(sandbox.scopes.begin(), sandbox.scopes.end())) {
        found[name + " (scopes)"] = fmt::format("client {}, sandbox {}", fmt::join(ours, " "),
                                                fmt::join(sandbox.scopes, " "));
    }
    Table theirs;
    collect(sandbox.parameters, {}, theirs);
    const auto page = theirs.find("page_size");
    const auto page_size = page == theirs.end() ? 0 : page->second.most;
    if (client.limits.page_size != page_size) {
        found[name + " (page size)"] =
            fmt::format("client {}, sandbox {}", client.limits.page_size, page_size);
    }
    compare_parameters(name, table_of(*tiktok::calls::find_declaration(client.name)), theirs,
                       found);
}

/// "endpoint parameter (kind): reason", one a line.
Differences expected() {
    Differences reasons;
    std::ifstream file{test::source_folder() / "tests" / "app" / "table_differences.txt"};
    for (std::string line; std::getline(file, line);) {
        const auto colon = line.find("): ");
        if (!line.starts_with('#') && colon != std::string::npos) {
            reasons[line.substr(0, colon + 1)] = line.substr(colon + 3);
        }
    }
    return reasons;
}

/// Client and sandbox are written apart from each other [DESIGN 2]; what differs is known.
TEST(TwoTablesTest, EveryDifferenceBetweenClientAndSandboxHasAReason) {
    const auto contract = sandbox::Contract::load();
    ASSERT_TRUE(contract) << contract.error();
    Differences found;
    std::size_t compared = 0;
    for (const auto& endpoint : tiktok::endpoints()) {
        const auto path = endpoint.path.substr(1, endpoint.path.size() - 2);
        const auto* const simulated =
            endpoint.api == tiktok::Api::marketing ? contract->find(path) : nullptr;
        if (simulated == nullptr) {
            found[fmt::format("{} (client only)", endpoint.name)] = "";
            continue;
        }
        ++compared;
        compare_endpoints(endpoint, *simulated, found);
    }
    for (const auto& endpoint : contract->endpoints()) {
        const auto same = [&](const tiktok::Endpoint& one) {
            return one.api == tiktok::Api::marketing && one.path == "/" + endpoint.path + "/";
        };
        if (std::ranges::none_of(tiktok::endpoints(), same)) {
            found[name_of(endpoint) + " (sandbox only)"] = "";
        }
    }

    const auto reasons = expected();
    for (const auto& [what, detail] : found) {
        EXPECT_TRUE(reasons.contains(what)) << what << ": " << detail;
    }
    for (const auto& [what, reason] : reasons) {
        EXPECT_TRUE(found.contains(what)) << what << " is listed as a difference and is none";
        EXPECT_FALSE(reason.empty()) << what;
    }
    RecordProperty("endpoints_compared", static_cast<int>(compared));
    RecordProperty("differences", static_cast<int>(found.size()));
}

} // namespace
} // namespace bayme
