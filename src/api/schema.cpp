// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/schema.hpp"

#include "api/encode.hpp"

namespace bayme::api {
namespace {

void write_rule(JsonWriter& out, const Rule& rule) {
    switch (rule.kind) {
    case RuleKind::none:
        break;
    case RuleKind::items:
        out.member("minItems", rule.least).member("maxItems", rule.most);
        break;
    case RuleKind::length:
        out.member("minLength", rule.least).member("maxLength", rule.most);
        break;
    case RuleKind::range:
        out.member("minimum", rule.least).member("maximum", rule.most);
        break;
    case RuleKind::pattern:
        out.member("pattern", fmt::format("^(?:{})$", rule.pattern));
        break;
    case RuleKind::one_of:
        out.key("enum").begin_array();
        for (const auto& text : rule.allowed) {
            if (!text.empty()) {
                out.string(text);
            }
        }
        out.end_array();
        break;
    }
}

bool has_range(std::span<const Rule> rules) {
    for (const auto& rule : rules) {
        if (rule.kind == RuleKind::range) {
            return true;
        }
    }
    return false;
}

void write_rules(JsonWriter& out, std::span<const Rule> rules) {
    for (const auto& rule : rules) {
        if (!rule.for_elements) {
            write_rule(out, rule);
        }
    }
}

void write_text(JsonWriter& out, const TypeInfo& type, std::span<const Rule> rules) {
    out.begin_object().member("type", "string");
    if (!type.format.empty()) {
        out.member("format", type.format);
    }
    write_rules(out, rules);
    out.end_object();
}

void write_integer(JsonWriter& out, const TypeInfo& type, std::span<const Rule> rules) {
    out.begin_object().member("type", "integer").member("format", "int64");
    if (has_range(rules)) {
        write_rules(out, rules);
    } else {
        out.member("minimum", type.least).member("maximum", type.most);
    }
    out.end_object();
}

std::vector<Rule> element_rules(std::span<const Rule> rules) {
    std::vector<Rule> inner;
    for (auto rule : rules) {
        if (rule.for_elements) {
            rule.for_elements = false;
            inner.push_back(rule);
        }
    }
    return inner;
}

const TypeInfo& innermost(const TypeInfo& type) {
    return type.element == nullptr ? type : innermost(type.element());
}

} // namespace

void SchemaBook::refer(JsonWriter& out, const TypeInfo& type) {
    const auto [entry, is_new] = named_.emplace(type.name, &type);
    if (!is_new && entry->second != &type) {
        clashes_.insert(type.name);
    }
    out.begin_object();
    out.member("$ref", fmt::format("#/components/schemas/{}", type.name)).end_object();
}

void SchemaBook::write(JsonWriter& out, const TypeInfo& type, std::span<const Rule> rules) {
    switch (type.kind) {
    case Kind::boolean:
        out.begin_object().member("type", "boolean").end_object();
        break;
    case Kind::integer:
        write_integer(out, type, rules);
        break;
    case Kind::text:
    case Kind::secret:
        write_text(out, type, rules);
        break;
    case Kind::json:
        out.begin_object().end_object();
        break;
    case Kind::optional:
        out.begin_object().key("anyOf").begin_array();
        write(out, type.element(), rules);
        out.begin_object().member("type", "null").end_object().end_array().end_object();
        break;
    case Kind::list:
        out.begin_object().member("type", "array").key("items");
        write(out, type.element(), element_rules(rules));
        write_rules(out, rules);
        out.end_object();
        break;
    case Kind::enumeration:
    case Kind::object:
        refer(out, type);
        break;
    }
}

void SchemaBook::write_field(JsonWriter& out, const FieldInfo& field, const void* defaults) {
    bool has_default = false;
    for (const auto& rule : field.rules) {
        has_default = has_default || rule.has_default;
    }
    const auto& type = field.type();
    if (!has_default || defaults == nullptr) {
        write(out, type, field.rules);
        return;
    }
    // A reference may have siblings in 3.1, but not every reader looks at them: allOf is read.
    out.begin_object().key("allOf").begin_array();
    write(out, type, field.rules);
    out.end_array().key("default");
    encode(out, type, field.at(const_cast<void*>(defaults)));
    out.end_object();
}

void SchemaBook::add_request(const TypeInfo& type) {
    if (type.kind != Kind::object || !requests_.insert(&type).second) {
        return;
    }
    for (const auto& field : type.fields) {
        add_request(innermost(field.type()));
    }
}

void SchemaBook::write_enumeration(JsonWriter& out, const TypeInfo& type) {
    out.begin_object().member("type", "string").key("enum").begin_array();
    for (const auto& one : type.names) {
        out.string(one.name);
    }
    out.end_array().end_object();
}

void SchemaBook::write_object(JsonWriter& out, const TypeInfo& type) {
    const auto defaults = type.make();
    out.begin_object().member("type", "object").key("properties").begin_object();
    for (const auto& field : type.fields) {
        out.key(field.name);
        write_field(out, field, defaults.get());
    }
    out.end_object().key("required").begin_array();
    const bool is_request = requests_.contains(&type);
    for (const auto& field : type.fields) {
        // An answer always has what is not optional, defaults included.
        if (is_request ? field.required : field.type().kind != Kind::optional) {
            out.string(field.name);
        }
    }
    out.end_array();
    if (is_request) {
        out.key("additionalProperties").boolean(false);
    }
    out.end_object();
}

void SchemaBook::write_components(JsonWriter& out) {
    // Writing one component may refer to new ones: go on until none is left.
    std::set<std::string_view> written;
    while (written.size() < named_.size()) {
        for (const auto& [name, type] : std::map{named_}) {
            if (!written.insert(name).second) {
                continue;
            }
            out.key(name);
            if (type->kind == Kind::enumeration) {
                write_enumeration(out, *type);
            } else {
                write_object(out, *type);
            }
        }
    }
}

} // namespace bayme::api
