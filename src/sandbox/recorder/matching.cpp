// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/recorder/matching.hpp"

#include "base/json_text.hpp"
#include "sandbox/parameters.hpp"
#include "sandbox/recorder/people.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <utility>

namespace bayme::sandbox {

namespace json = boost::json;

namespace {

std::string without_people(std::string_view text) {
    const auto blank = [](std::string_view) {
        return std::string{"someone"};
    };
    return replace_phones(replace_mails(text, blank), blank);
}

bool counts(std::string_view name, const Side& side) {
    return !is_volatile(name) && !private_kind(name, side);
}

/// The same text for the same value, members in the order of their names.
std::string canonical(const json::value& value, const Side& side) {
    if (const auto* const text = value.if_string()) {
        return json_string(without_people(*text));
    }
    if (const auto* const list = value.if_array()) {
        std::string out;
        for (const auto& item : *list) {
            out += (out.empty() ? "" : ",") + canonical(item, side);
        }
        return "[" + out + "]";
    }
    if (const auto* const object = value.if_object()) {
        std::map<std::string, std::string> sorted;
        for (const auto& member : *object) {
            if (counts(member.key(), side)) {
                sorted[std::string{member.key()}] = canonical(member.value(), side);
            }
        }
        std::string out;
        for (const auto& [name, text] : sorted) {
            out += (out.empty() ? "" : ",") + json_string(name) + ":" + text;
        }
        return "{" + out + "}";
    }
    return json::serialize(value);
}

void add(Said& said, const std::string& name, const json::value& value, const Side& side) {
    const auto* const object = value.if_object();
    if (object == nullptr) {
        said[name] = canonical(value, side);
        return;
    }
    for (const auto& member : *object) {
        if (counts(member.key(), side)) {
            add(said, name + "." + std::string{member.key()}, member.value(), side);
        }
    }
}

/// A text of a query or a form; objects and lists come as JSON text.
void add_text(Said& said, const std::string& group, std::string_view name, std::string_view text,
              const Side& side) {
    if (!counts(name, side)) {
        return;
    }
    const auto key = fmt::format("{}.{}", group, name);
    const auto value =
        text.starts_with('{') || text.starts_with('[') ? parse_json(text) : std::nullopt;
    if (value) {
        add(said, key, *value, side);
    } else {
        said[key] = json_string(without_people(text));
    }
}

} // namespace

Said said(const Exchange& exchange) {
    const Side side{.request = true, .path = exchange.path};
    Said said;
    for (const auto& [name, value] : exchange.query) {
        add_text(said, "query", name, value, side);
    }
    for (const auto& part : exchange.parts) {
        add_text(said, "part", part.name, part.md5.empty() ? part.value : part.md5, side);
    }
    if (exchange.body.empty()) {
        return said;
    }
    if (const auto value = parse_json(exchange.body)) {
        add(said, "body", *value, side);
        return said;
    }
    const auto type = http::find_header(exchange.headers, "Content-Type").value_or("");
    const auto fields = type.starts_with("application/x-www-form-urlencoded")
                            ? http::parse_query(exchange.body)
                            : std::nullopt;
    if (!fields) {
        said["body"] = json_string(without_people(exchange.body));
        return said;
    }
    for (const auto& [name, value] : *fields) {
        add_text(said, "body", name, value, side);
    }
    return said;
}

std::vector<Difference> differences(const Said& asked, const Said& recorded) {
    auto names = asked;
    names.insert(recorded.begin(), recorded.end());
    const auto at = [](const Said& side, const std::string& name) {
        const auto found = side.find(name);
        return found == side.end() ? std::string{"absent"} : found->second;
    };
    std::vector<Difference> found;
    for (const auto& [name, ignored] : names) {
        if (at(asked, name) != at(recorded, name)) {
            found.push_back({name, at(asked, name), at(recorded, name)});
        }
    }
    return found;
}

} // namespace bayme::sandbox
