// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/recorder/exchange.hpp"

#include "base/json_text.hpp"
#include "sandbox/file_facts.hpp"
#include "sandbox/multipart.hpp"
#include "sandbox/parameters.hpp"

#include <boost/json.hpp>

#include <array>
#include <utility>

namespace bayme::sandbox {

namespace json = boost::json;

namespace {

constexpr std::int64_t format_version = 1;
constexpr std::array kept_headers{"Content-Type", "Access-Token", "Authorization"};

bool is_form(const Exchange& exchange) {
    const auto type = http::find_header(exchange.headers, "Content-Type").value_or("");
    return type.starts_with("application/x-www-form-urlencoded");
}

std::string redacted_body(const Exchange& exchange, Redactor& redactor, const Side& side) {
    const auto fields = is_form(exchange) ? http::parse_query(exchange.body) : std::nullopt;
    if (!fields) {
        return redactor.body(exchange.body, side);
    }
    auto changed = *fields;
    for (auto& field : changed) {
        field.value = redactor.member(field.name, field.value, side);
    }
    return http::format_query(changed);
}

std::string redacted_header(const http::Header& header, Redactor& redactor, const Side& side) {
    constexpr std::string_view bearer = "Bearer ";
    if (header.name == "Authorization") {
        const bool is_bearer = header.value.starts_with(bearer);
        return redactor.member(is_bearer ? "access_token" : "secret",
                               std::string_view{header.value}.substr(is_bearer ? bearer.size() : 0),
                               side);
    }
    return redactor.member(header.name, header.value, side);
}

void redact_once(Exchange& exchange, const Exchange& whole, Redactor& redactor) {
    const Side asked{.request = true, .path = whole.path};
    const Side answered{.request = false, .path = whole.path};
    exchange.path = redactor.text(whole.path);
    for (std::size_t i = 0; i < whole.query.size(); ++i) {
        exchange.query[i].value = redactor.member(whole.query[i].name, whole.query[i].value, asked);
    }
    for (std::size_t i = 0; i < whole.headers.size(); ++i) {
        exchange.headers[i].value = redacted_header(whole.headers[i], redactor, asked);
    }
    exchange.body = redacted_body(whole, redactor, asked);
    for (std::size_t i = 0; i < whole.parts.size(); ++i) {
        const auto& part = whole.parts[i];
        exchange.parts[i].value = redactor.member(part.name, part.value, asked);
        exchange.parts[i].file_name = redactor.text(part.file_name);
    }
    for (std::size_t i = 0; i < whole.answer_headers.size(); ++i) {
        const auto& header = whole.answer_headers[i];
        exchange.answer_headers[i].value = redactor.member(header.name, header.value, answered);
    }
    exchange.answer = redactor.body(whole.answer, answered);
}

std::string pairs_json(const auto& pairs) {
    JsonWriter out;
    out.begin_array();
    for (const auto& pair : pairs) {
        out.begin_object().member("name", pair.name).member("value", pair.value).end_object();
    }
    return out.end_array().take();
}

std::string parts_json(const std::vector<RecordedPart>& parts) {
    JsonWriter out;
    out.begin_array();
    for (const auto& part : parts) {
        out.begin_object().member("name", part.name);
        if (part.md5.empty()) {
            out.member("value", part.value);
        } else {
            out.member("file_name", part.file_name);
            out.member("bytes", static_cast<std::int64_t>(part.bytes)).member("md5", part.md5);
        }
        out.end_object();
    }
    return out.end_array().take();
}

template <typename Pair>
std::vector<Pair> read_pairs(const json::object& from, std::string_view name) {
    std::vector<Pair> pairs;
    for (const auto& row : from.at(name).as_array()) {
        pairs.push_back(
            {std::string{row.at("name").as_string()}, std::string{row.at("value").as_string()}});
    }
    return pairs;
}

std::vector<RecordedPart> read_parts(const json::object& from) {
    std::vector<RecordedPart> parts;
    for (const auto& row : from.at("parts").as_array()) {
        const Parameters part{row.as_object()};
        parts.push_back({.name = part.text("name"),
                         .value = part.text("value"),
                         .file_name = part.text("file_name"),
                         .bytes = static_cast<std::size_t>(part.integer("bytes")),
                         .md5 = part.text("md5")});
    }
    return parts;
}

} // namespace

Exchange exchange_of(const http::Request& request) {
    Exchange exchange;
    exchange.method = request.method;
    exchange.path = request.path;
    exchange.query = http::parse_query(request.query).value_or(std::vector<http::QueryParameter>{});
    for (const auto* const name : kept_headers) {
        if (const auto value = request.header(name)) {
            exchange.headers.push_back({name, std::string{*value}});
        }
    }
    const auto type = request.header("Content-Type").value_or("");
    if (!type.starts_with("multipart/")) {
        exchange.body = request.body;
        return exchange;
    }
    // Its boundary is another one each time.
    exchange.headers.front().value = "multipart/form-data";
    const auto parts = read_form(type, request.body);
    for (const auto& part : parts.value_or(std::vector<FormPart>{})) {
        RecordedPart kept{.name = part.name};
        if (part.file_name) {
            kept.file_name = *part.file_name;
            kept.bytes = part.bytes.size();
            kept.md5 = md5_text(part.bytes);
        } else {
            kept.value = part.bytes;
        }
        exchange.parts.push_back(std::move(kept));
    }
    return exchange;
}

void redact(Exchange& exchange, Redactor& redactor) {
    const auto whole = exchange;
    // Twice: what the answer gives away may stand in the question.
    redact_once(exchange, whole, redactor);
    redact_once(exchange, whole, redactor);
}

std::string format_exchange(const Exchange& exchange) {
    const std::array<std::pair<std::string_view, std::string>, 13> members{{
        {"format", std::to_string(format_version)},
        {"number", std::to_string(exchange.number)},
        {"at", json_string(exchange.at)},
        {"method", json_string(http::to_string(exchange.method))},
        {"path", json_string(exchange.path)},
        {"query", pairs_json(exchange.query)},
        {"headers", pairs_json(exchange.headers)},
        {"body", json_string(exchange.body)},
        {"parts", parts_json(exchange.parts)},
        {"status", std::to_string(exchange.status)},
        {"answer_headers", pairs_json(exchange.answer_headers)},
        {exchange.failure.empty() ? "omitted" : "failure",
         json_string(exchange.failure.empty() ? exchange.omitted : exchange.failure)},
        {"duration_ms", std::to_string(exchange.duration.count())},
    }};
    std::string out;
    for (const auto& [name, value] : members) {
        out += out.empty() ? "{" : ",\n ";
        out += json_string(name) + ": " + value;
    }
    return out + "}\n";
}

Result<Exchange> parse_exchange(std::string_view text) {
    const auto value = parse_json(text);
    if (!value || !value->is_object()) {
        return fail(ErrorCode::invalid_input, "expected an object of JSON");
    }
    const Parameters members{value->as_object()};
    if (members.integer("format") != format_version) {
        return fail(ErrorCode::invalid_input, "format: expected {}, got {}", format_version,
                    members.json("format"));
    }
    Exchange exchange;
    try {
        const auto& object = value->as_object();
        exchange.query = read_pairs<http::QueryParameter>(object, "query");
        exchange.headers = read_pairs<http::Header>(object, "headers");
        exchange.answer_headers = read_pairs<http::Header>(object, "answer_headers");
        exchange.parts = read_parts(object);
    } catch (const std::exception& thrown) {
        return fail(ErrorCode::invalid_input, "a list is missing or holds something else: {}",
                    thrown.what());
    }
    exchange.number = members.integer("number");
    exchange.at = members.text("at");
    const auto method = members.text("method");
    exchange.method = method == "POST"  ? http::Method::post
                      : method == "GET" ? http::Method::get
                                        : http::Method::other;
    exchange.path = members.text("path");
    exchange.body = members.text("body");
    exchange.status = static_cast<int>(members.integer("status"));
    exchange.failure = members.text("failure");
    exchange.omitted = members.text("omitted");
    exchange.duration = std::chrono::milliseconds{members.integer("duration_ms")};
    return exchange;
}

} // namespace bayme::sandbox
