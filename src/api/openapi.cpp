// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/openapi.hpp"

#include "api/schema.hpp"

#include <algorithm>

namespace bayme::api {
namespace {

constexpr std::string_view prefix = "/api/v1/";

std::string_view noun_of(std::string_view operation) {
    return operation.substr(0, operation.find('.'));
}

void write_reference(JsonWriter& out, std::string_view kind, std::string_view name) {
    out.begin_object().member("$ref", fmt::format("#/components/{}/{}", kind, name)).end_object();
}

void write_responses(JsonWriter& out, SchemaBook& book, const Operation& operation) {
    out.key("responses").begin_object();
    out.key("200").begin_object().member("description", "The answer");
    out.key("content").begin_object().key("application/json").begin_object().key("schema");
    book.write(out, operation.run.response());
    out.end_object().end_object().end_object();
    out.key("default");
    write_reference(out, "responses", "Problem");
    out.end_object();
}

void write_head(JsonWriter& out, const Operation& operation, std::string_view suffix) {
    out.member("operationId", fmt::format("{}{}", operation.name, suffix));
    out.member("summary", operation.summary);
    out.key("tags").begin_array().string(noun_of(operation.name)).end_array();
    out.member("x-permission", to_string(*operation.needs));
}

void write_post(JsonWriter& out, SchemaBook& book, const Operation& operation) {
    out.key("post").begin_object();
    write_head(out, operation, "");
    if (operation.effect != Effect::reads && !operation.shows_secret) {
        out.key("parameters").begin_array();
        write_reference(out, "parameters", "IdempotencyKey");
        out.end_array();
    }
    out.key("requestBody").begin_object().key("required").boolean(true);
    out.key("content").begin_object().key("application/json").begin_object().key("schema");
    book.write(out, operation.run.request());
    out.end_object().end_object().end_object();
    write_responses(out, book, operation);
    out.end_object();
}

bool travels_as_json(const TypeInfo& type) {
    const bool has_inner = type.kind == Kind::optional || type.kind == Kind::list;
    return has_inner ? travels_as_json(type.element())
                     : type.kind == Kind::object || type.kind == Kind::json;
}

void write_parameter(JsonWriter& out, SchemaBook& book, const FieldInfo& field,
                     const void* defaults) {
    out.begin_object().member("name", field.name).member("in", "query");
    out.key("required").boolean(field.required);
    const auto write_schema = [&] {
        out.key("schema");
        book.write_field(out, field, defaults);
    };
    if (travels_as_json(field.type())) {
        out.key("content").begin_object().key("application/json").begin_object();
        write_schema();
        out.end_object().end_object();
    } else {
        write_schema();
    }
    out.end_object();
}

void write_get(JsonWriter& out, SchemaBook& book, const Operation& operation) {
    out.key("get").begin_object();
    write_head(out, operation, ".get");
    const auto& request = operation.run.request();
    const auto defaults = request.make();
    out.key("parameters").begin_array();
    for (const auto& field : request.fields) {
        write_parameter(out, book, field, defaults.get());
    }
    out.end_array();
    write_responses(out, book, operation);
    out.end_object();
}

constexpr std::string_view problem_schema =
    R"({"type":"object","required":["type","title","status","detail","code","request_id"],)"
    R"("properties":{"type":{"type":"string"},"title":{"type":"string"},)"
    R"("status":{"type":"integer"},"detail":{"type":"string"},"code":{"type":"string",)"
    R"("enum":["invalid_input","not_found","conflict","unauthenticated","access_refused","not_connected","forbidden",)"
    R"("rate_limited","unavailable","uncertain","internal"]},"reason":{"type":"string"},)"
    R"("fields":{"type":"array","items":{"type":"object","required":["path","message"],)"
    R"("properties":{"path":{"type":"string"},"message":{"type":"string"}}}},)"
    R"("request_id":{"type":"string"},"platform_request_id":{"type":"string"}}})";

void write_components(JsonWriter& out, SchemaBook& book) {
    out.key("components").begin_object();
    out.key("securitySchemes").begin_object();
    out.key("key").begin_object().member("type", "http").member("scheme", "bearer").end_object();
    out.key("session").begin_object().member("type", "apiKey").member("in", "cookie");
    out.member("name", "__Host-bayme").end_object().end_object();
    out.key("parameters").begin_object().key("IdempotencyKey").begin_object();
    out.member("name", "Idempotency-Key").member("in", "header");
    out.member("description", "The same key with the same body gets the first answer again");
    out.key("schema").begin_object().member("type", "string").member("maxLength", 200);
    out.end_object().end_object().end_object();
    out.key("responses").begin_object().key("Problem").begin_object();
    out.member("description", "What went wrong (RFC 9457)").key("content").begin_object();
    out.key("application/problem+json").begin_object().key("schema");
    write_reference(out, "schemas", "Problem");
    out.end_object().end_object().end_object().end_object();
    out.key("schemas").begin_object().key("Problem").raw(problem_schema);
    book.write_components(out);
    out.end_object().end_object();
}

} // namespace

std::string route_of(std::string_view operation) {
    std::string path{prefix};
    path += operation;
    std::ranges::replace(path, '.', '/');
    // The prefix has no dot, so only the operation's own was replaced.
    return path;
}

std::string operation_of(std::string_view path) {
    if (!path.starts_with(prefix)) {
        return {};
    }
    std::string name{path.substr(prefix.size())};
    const auto slash = name.find('/');
    if (slash == std::string::npos || name.find('.') != std::string::npos ||
        name.find('/', slash + 1) != std::string::npos) {
        return {};
    }
    name[slash] = '.';
    return name;
}

std::string openapi_document(const std::map<std::string_view, const Operation*>& operations,
                             std::string_view version) {
    SchemaBook book;
    JsonWriter out;
    out.begin_object().member("openapi", "3.1.0").key("info").begin_object();
    out.member("title", "Bayme").member("version", version).end_object();
    out.key("security").begin_array();
    out.begin_object().key("key").begin_array().end_array().end_object();
    out.begin_object().key("session").begin_array().end_array().end_object();
    out.end_array().key("paths").begin_object();
    for (const auto& [name, operation] : operations) {
        if (!operation->on.contains(Surface::http)) {
            continue;
        }
        book.add_request(operation->run.request());
        out.key(route_of(name)).begin_object();
        if (operation->effect == Effect::reads) {
            write_get(out, book, *operation);
        }
        write_post(out, book, *operation);
        out.end_object();
    }
    out.end_object();
    write_components(out, book);
    return out.end_object().take();
}

} // namespace bayme::api
