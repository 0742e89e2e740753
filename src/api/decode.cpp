// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/decode.hpp"

#include "api/check_rules.hpp"
#include "api/strict_json.hpp"
#include "base/json_text.hpp"
#include "base/nearest.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>

namespace bayme::api {
namespace {

namespace json = boost::json;

std::string_view kind_of(const json::value& value) {
    switch (value.kind()) {
    case json::kind::null:
        return "null";
    case json::kind::bool_:
        return "true or false";
    case json::kind::int64:
    case json::kind::uint64:
        return "a whole number";
    case json::kind::double_:
        return "a number that is not whole or has no 64 bits";
    case json::kind::string:
        return "text";
    case json::kind::array:
        return "a list";
    case json::kind::object:
        return "an object";
    }
    return "nothing";
}

std::string_view view(const json::string& text) {
    return {text.data(), text.size()};
}

/// Walks a parsed body along a TypeInfo and keeps going after an error.
class Decoder {
public:
    explicit Decoder(std::vector<FieldError>& errors) : errors_(errors) {}

    void read(const json::value& value, const TypeInfo& type, void* into,
              std::span<const Rule> rules, bool is_element) {
        switch (type.kind) {
        case Kind::boolean:
            read_boolean(value, type, into);
            break;
        case Kind::integer:
            read_integer(value, type, into, rules, is_element);
            break;
        case Kind::text:
        case Kind::secret:
            read_text(value, type, into, rules, is_element);
            break;
        case Kind::enumeration:
            read_enumeration(value, type, into);
            break;
        case Kind::json:
            check(type.set_text(into, json::serialize(value)));
            break;
        case Kind::optional:
            if (!value.is_null()) {
                read(value, type.element(), type.hold(into), rules, is_element);
            }
            break;
        case Kind::list:
            read_list(value, type, into, rules);
            break;
        case Kind::object:
            read_object(value, type, into);
            break;
        }
    }

private:
    void read_boolean(const json::value& value, const TypeInfo& type, void* into) {
        if (const bool* truth = value.if_bool()) {
            type.set_integer(into, *truth ? 1 : 0);
        } else {
            expected(type.expected, value);
        }
    }

    void read_integer(const json::value& value, const TypeInfo& type, void* into,
                      std::span<const Rule> rules, bool is_element) {
        if (value.is_uint64()) {
            tell(fmt::format("{} is more than {}", value.get_uint64(), type.most));
            return;
        }
        const std::int64_t* number = value.if_int64();
        if (number == nullptr) {
            expected(type.expected, value);
            return;
        }
        if (*number < type.least || *number > type.most) {
            tell(fmt::format("{} is not between {} and {}", *number, type.least, type.most));
            return;
        }
        type.set_integer(into, *number);
        for (const auto& rule : rules) {
            if (rule.for_elements == is_element) {
                note(integer_problem(rule, *number));
            }
        }
    }

    void read_text(const json::value& value, const TypeInfo& type, void* into,
                   std::span<const Rule> rules, bool is_element) {
        const json::string* text = value.if_string();
        if (text == nullptr) {
            expected(type.expected, value);
            return;
        }
        if (!type.set_text(into, view(*text))) {
            tell(fmt::format("expected {}, got {}", type.expected, quoted(view(*text))));
            return;
        }
        for (const auto& rule : rules) {
            if (rule.for_elements == is_element) {
                note(text_problem(rule, view(*text), type.kind == Kind::secret));
            }
        }
    }

    void read_enumeration(const json::value& value, const TypeInfo& type, void* into) {
        const json::string* text = value.if_string();
        if (text == nullptr) {
            expected(fmt::format("one of {}", names_of(type)), value);
            return;
        }
        for (const auto& one : type.names) {
            if (one.name == view(*text)) {
                type.set_integer(into, one.value);
                return;
            }
        }
        tell(fmt::format("expected one of {}, got {}", names_of(type), quoted(view(*text))));
    }

    void read_list(const json::value& value, const TypeInfo& type, void* into,
                   std::span<const Rule> rules) {
        const json::array* list = value.if_array();
        if (list == nullptr) {
            expected("a list", value);
            return;
        }
        for (const auto& rule : rules) {
            if (!rule.for_elements) {
                note(items_problem(rule, list->size()));
            }
        }
        for (std::size_t i = 0; i < list->size() && errors_.size() < most_field_errors; ++i) {
            const auto before = enter(fmt::format("[{}]", i));
            read((*list)[i], type.element(), type.append(into), rules, true);
            path_.resize(before);
        }
    }

    void read_object(const json::value& value, const TypeInfo& type, void* into) {
        const json::object* object = value.if_object();
        if (object == nullptr) {
            expected("an object", value);
            return;
        }
        for (const auto& field : type.fields) {
            const auto before = enter(dotted(field.name));
            const json::value* member = object->if_contains({field.name.data(), field.name.size()});
            if (member != nullptr) {
                read(*member, field.type(), field.at(into), field.rules, false);
            } else if (field.required) {
                tell("is missing");
            }
            path_.resize(before);
        }
        tell_unknown(*object, type);
    }

    void tell_unknown(const json::object& object, const TypeInfo& type) {
        std::vector<std::string_view> known;
        for (const auto& field : type.fields) {
            known.push_back(field.name);
        }
        for (const auto& member : object) {
            const std::string_view name{member.key().data(), member.key().size()};
            if (std::ranges::find(known, name) != known.end()) {
                continue;
            }
            const auto before = enter(dotted(name));
            const auto near = nearest_name(name, known);
            tell(near ? fmt::format("is not known; did you mean \"{}\"?", *near) : "is not known");
            path_.resize(before);
        }
    }

    static std::string names_of(const TypeInfo& type) {
        std::string all;
        for (const auto& one : type.names) {
            all += fmt::format("{}{}", all.empty() ? "" : ", ", one.name);
        }
        return all;
    }

    [[nodiscard]] std::string dotted(std::string_view name) const {
        return fmt::format("{}{}", path_.empty() ? "" : ".", name);
    }
    std::size_t enter(std::string_view step) {
        const auto before = path_.size();
        path_ += step;
        return before;
    }
    void expected(std::string_view what, const json::value& got) {
        tell(fmt::format("expected {}, got {}", what, kind_of(got)));
    }
    void note(const std::optional<std::string>& problem) {
        if (problem) {
            tell(*problem);
        }
    }
    void check(const Result<void>& done) {
        if (!done) {
            tell(done.error().message);
        }
    }
    void tell(std::string message) {
        if (errors_.size() < most_field_errors) {
            errors_.push_back({path_, std::move(message)});
        }
    }

    std::vector<FieldError>& errors_;
    std::string path_;
};

Error wrong_fields(std::vector<FieldError> fields) {
    const auto& first = fields.front();
    auto message = first.path.empty() ? fmt::format("the body {}", first.message)
                                      : fmt::format("{} {}", first.path, first.message);
    if (first.message.starts_with("expected")) {
        message =
            fmt::format("{}: {}", first.path.empty() ? "the body" : first.path, first.message);
    }
    if (fields.size() > 1) {
        message += fmt::format(", and {} more", fields.size() - 1);
    }
    return {ErrorCode::invalid_input, std::move(message), "request.fields", {}, std::move(fields)};
}

/// Room for the longest text that the fields' rules allow, beside what every body may have.
std::size_t most_bytes(const TypeInfo& type) {
    std::size_t longest = 0;
    for (const auto& field : type.fields) {
        for (const auto& rule : field.rules) {
            if (rule.kind == RuleKind::length) {
                longest = std::max(longest, static_cast<std::size_t>(rule.most));
            }
        }
    }
    return longest <= most_body_bytes ? most_body_bytes
                                      : std::min(longest + most_body_bytes, largest_body_bytes);
}

} // namespace

Result<void> decode_into(std::string_view text, const TypeInfo& type, void* into) {
    std::vector<FieldError> errors;
    BAYME_TRY(const auto value, parse_strict_json(text, errors, most_bytes(type)));
    Decoder{errors}.read(value, type, into, {}, false);
    if (!errors.empty()) {
        return fail(wrong_fields(std::move(errors)));
    }
    return {};
}

} // namespace bayme::api
