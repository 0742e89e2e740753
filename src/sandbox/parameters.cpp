// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/parameters.hpp"

#include "sandbox/file_facts.hpp"
#include "sandbox/multipart.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace bayme::sandbox {

namespace json = boost::json;

namespace {

std::string text_of(const json::value& value) {
    switch (value.kind()) {
    case json::kind::string:
        return std::string{value.get_string()};
    case json::kind::int64:
        return fmt::format("{}", value.get_int64());
    case json::kind::uint64:
        return fmt::format("{}", value.get_uint64());
    case json::kind::double_:
        return fmt::format("{}", value.get_double());
    case json::kind::bool_:
        return value.get_bool() ? "true" : "false";
    default:
        return {};
    }
}

} // namespace

Parameters::Parameters() : members_(std::make_shared<const json::object>()) {}

Parameters::Parameters(json::object members)
    : members_(std::make_shared<const json::object>(std::move(members))) {}

bool Parameters::has(std::string_view name) const {
    const auto* const value = members_->if_contains(name);
    return value != nullptr && !value->is_null();
}

std::string Parameters::text(std::string_view name) const {
    const auto* const value = members_->if_contains(name);
    return value == nullptr ? std::string{} : text_of(*value);
}

std::int64_t Parameters::integer(std::string_view name, std::int64_t otherwise) const {
    const auto* const value = members_->if_contains(name);
    return value != nullptr && value->is_int64() ? value->get_int64() : otherwise;
}

bool Parameters::flag(std::string_view name) const {
    const auto* const value = members_->if_contains(name);
    return value != nullptr && value->is_bool() && value->get_bool();
}

std::vector<std::string> Parameters::texts(std::string_view name) const {
    std::vector<std::string> found;
    const auto* const value = members_->if_contains(name);
    if (value != nullptr && value->is_array()) {
        for (const auto& item : value->get_array()) {
            found.push_back(text_of(item));
        }
    }
    return found;
}

bool Parameters::admits(std::string_view name, std::string_view value) const {
    const auto wanted = texts(name);
    return !has(name) || std::ranges::find(wanted, value) != wanted.end();
}

Parameters Parameters::object(std::string_view name) const {
    const auto* const value = members_->if_contains(name);
    return value != nullptr && value->is_object() ? Parameters{value->get_object()} : Parameters{};
}

std::vector<Parameters> Parameters::objects(std::string_view name) const {
    std::vector<Parameters> found;
    const auto* const value = members_->if_contains(name);
    if (value != nullptr && value->is_array()) {
        for (const auto& item : value->get_array()) {
            found.push_back(item.is_object() ? Parameters{item.get_object()} : Parameters{});
        }
    }
    return found;
}

std::string Parameters::json(std::string_view name) const {
    const auto* const value = members_->if_contains(name);
    return value == nullptr ? "null" : json::serialize(*value);
}

std::string Parameters::json() const {
    return json::serialize(*members_);
}

std::vector<std::string> comma_list(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        parts.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

std::optional<json::value> parse_json(std::string_view text) {
    json::error_code error;
    json::parse_options options;
    options.max_depth = 32;
    auto value = json::parse({text.data(), text.size()}, error, {}, options);
    return error ? std::nullopt : std::optional{std::move(value)};
}

namespace {

/// A file of a form stands for what its bytes say; the bytes themselves are not
/// kept.
json::value file_value(const FormPart& part) {
    const auto facts = look_at(part.bytes);
    return {{"file_name", *part.file_name}, {"size", static_cast<std::int64_t>(part.bytes.size())},
            {"md5", md5_text(part.bytes)},  {"video", facts.video},
            {"format", facts.format},       {"width", facts.width},
            {"height", facts.height},       {"duration_ms", facts.duration_ms}};
}

std::expected<json::object, Refusal> form_members(std::string_view content_type,
                                                  std::string_view body) {
    const auto form = read_form(content_type, body);
    if (!form) {
        return Refused{{40002, "The request body is not the form it says it is."}};
    }
    json::object members;
    for (const auto& part : *form) {
        members[part.name] =
            part.file_name ? file_value(part)
                           : json::value(json::string_view{part.bytes.data(), part.bytes.size()});
    }
    return members;
}

} // namespace

std::expected<Parameters, Refusal> decode_parameters(const http::Request& request) {
    json::object members;
    const auto content_type = request.header("Content-Type").value_or("");
    if (content_type.starts_with("multipart/")) {
        auto form = form_members(content_type, request.body);
        if (!form) {
            return Refused{form.error()};
        }
        members = std::move(*form);
    } else if (!request.body.empty()) {
        const auto body = parse_json(request.body);
        if (!body || !body->is_object()) {
            return Refused{{40002, "The request body is not a JSON object."}};
        }
        members = body->get_object();
    }
    const auto query = http::parse_query(request.query);
    if (!query) {
        return Refused{{40002, "The query string has a broken escape."}};
    }
    for (const auto& [name, value] : *query) {
        members[name] = value;
    }
    return Parameters{std::move(members)};
}

} // namespace bayme::sandbox
