// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/decode.hpp"
#include "tiktok/decoding/scalars.hpp"
#include "tiktok/members.hpp"

#include <array>
#include <span>
#include <unordered_map>

namespace bayme::tiktok::decoding {

/// One member of an object and the field it is read into. Objects are decoded, shown and counted
/// from tables of these; nobody reads a member by hand.
template <typename Object>
struct Field {
    std::string_view name;
    Read (*read)(Object&, const JsonNode&) = nullptr;
    std::optional<std::string> (*show)(const Object&) = nullptr;
    bool required = false; ///< an object without it is no object: ids
    /// Instead of `show`, for members with fields of their own.
    void (*show_inner)(const Object&, const std::string& path, DecodedAnswer&) = nullptr;
};

std::optional<std::string> show(const std::string& text);
std::optional<std::string> show(const std::optional<std::string>& text);
std::optional<std::string> show(const std::vector<std::string>& texts);
std::optional<std::string> show(const std::optional<bool>& flag);
std::optional<std::string> show(const std::optional<Instant>& instant);
std::optional<std::string> show(const RawJson& json);
std::optional<std::string> show_amount(const std::optional<Micros>& amount);
std::optional<std::string> show_count(const std::optional<std::int64_t>& count);

/// Texts, optional texts and lists of texts; numbers are taken by their token.
template <auto... path>
constexpr auto text(std::string_view name) {
    using Object = ObjectOf<path...>;
    return Field<Object>{
        name,
        [](Object& object, const JsonNode& node) { return read(node, member_of<path...>(object)); },
        [](const Object& object) {
            return show(member_of<path...>(object));
        }};
}

template <auto member>
constexpr auto id(std::string_view name, bool required = false) {
    using Object = ObjectOf<member>;
    return Field<Object>{
        name,
        [](Object& object, const JsonNode& node) {
            std::string text;
            const auto outcome = read(node, text);
            if (outcome != Read::value || !is_id(text)) {
                return outcome == Read::nothing ? Read::nothing : Read::unreadable;
            }
            object.*member = std::remove_reference_t<decltype(object.*member)>{std::move(text)};
            return Read::value;
        },
        [](const Object& object) { return show((object.*member).text()); }, required};
}

template <auto... path>
constexpr auto amount(std::string_view name) {
    using Object = ObjectOf<path...>;
    return Field<Object>{name,
                         [](Object& object, const JsonNode& node) {
                             return read_amount(node, member_of<path...>(object));
                         },
                         [](const Object& object) {
                             return show_amount(member_of<path...>(object));
                         }};
}

template <auto... path>
constexpr auto count(std::string_view name) {
    using Object = ObjectOf<path...>;
    return Field<Object>{name,
                         [](Object& object, const JsonNode& node) {
                             return read_count(node, member_of<path...>(object));
                         },
                         [](const Object& object) {
                             return show_count(member_of<path...>(object));
                         }};
}

template <auto... path>
constexpr auto flag(std::string_view name) {
    using Object = ObjectOf<path...>;
    return Field<Object>{name,
                         [](Object& object, const JsonNode& node) {
                             return read_flag(node, member_of<path...>(object));
                         },
                         [](const Object& object) {
                             return show(member_of<path...>(object));
                         }};
}

template <auto... path>
constexpr auto utc(std::string_view name) {
    using Object = ObjectOf<path...>;
    return Field<Object>{name,
                         [](Object& object, const JsonNode& node) {
                             return read_utc(node, member_of<path...>(object));
                         },
                         [](const Object& object) {
                             return show(member_of<path...>(object));
                         }};
}

template <auto member>
constexpr auto epoch(std::string_view name) {
    using Object = ObjectOf<member>;
    return Field<Object>{
        name, [](Object& object, const JsonNode& node) { return read_epoch(node, object.*member); },
        [](const Object& object) {
            return show(object.*member);
        }};
}

/// Lists and objects that no code of ours looks into.
template <auto... path>
constexpr auto json(std::string_view name) {
    using Object = ObjectOf<path...>;
    return Field<Object>{name,
                         [](Object& object, const JsonNode& node) {
                             member_of<path...>(object).text = node.raw;
                             return Read::value;
                         },
                         [](const Object& object) {
                             return show(member_of<path...>(object));
                         }};
}

/// Without this member an object is none.
template <typename Object>
constexpr Field<Object> needed(Field<Object> field) {
    field.required = true;
    return field;
}

/// A table with its index by name.
template <typename Object>
class FieldTable {
public:
    using ObjectType = Object;

    explicit FieldTable(std::span<const Field<Object>> fields) : fields_(fields) {
        for (std::size_t i = 0; i < fields.size(); ++i) {
            index_.emplace(fields[i].name, i);
        }
    }

    /// Reads every member it knows; the others, and those it cannot read, go to `unmodelled`.
    /// @return unavailable with reason "tiktok.shape" when a required member is missing,
    ///         "tiktok.duplicate_member" when one comes twice with different values.
    Result<Object> read(const JsonNode& node, std::string_view what) const;
    void show_to(const Object& object, const std::string& prefix, DecodedAnswer& answer) const;

private:
    std::span<const Field<Object>> fields_;
    std::unordered_map<std::string_view, std::size_t> index_;
};

Error wrong_shape(std::string message);
Error duplicate_member(std::string_view what, std::string_view name);

template <typename Object>
Result<Object> FieldTable<Object>::read(const JsonNode& node, std::string_view what) const {
    if (node.kind != JsonKind::object) {
        return fail(wrong_shape(fmt::format("{} is no object", what)));
    }
    Object object;
    std::vector<const JsonNode*> seen(fields_.size(), nullptr);
    for (const auto& child : node.children) {
        const auto found = index_.find(child.key);
        if (found == index_.end()) {
            object.unmodelled.push_back({child.key, std::string{child.raw}});
            continue;
        }
        const auto& field = fields_[found->second];
        auto& before = seen[found->second];
        if (before != nullptr && before->raw != child.raw) {
            return fail(duplicate_member(what, field.name));
        }
        before = &child;
        const auto outcome = field.read(object, child);
        if (field.required && outcome != Read::value) {
            return fail(wrong_shape(fmt::format("{} has no usable {}", what, field.name)));
        }
        if (outcome == Read::unreadable) {
            object.unmodelled.push_back({child.key, std::string{child.raw}});
        }
    }
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        if (fields_[i].required && seen[i] == nullptr) {
            return fail(wrong_shape(fmt::format("{} has no {}", what, fields_[i].name)));
        }
    }
    return object;
}

template <typename Object>
void FieldTable<Object>::show_to(const Object& object, const std::string& prefix,
                                 DecodedAnswer& answer) const {
    for (const auto& field : fields_) {
        if (field.show_inner != nullptr) {
            field.show_inner(object, prefix + std::string{field.name}, answer);
        } else if (auto value = field.show(object)) {
            answer.fields.push_back({prefix + std::string{field.name}, std::move(*value)});
        }
    }
    for (const auto& member : object.unmodelled) {
        answer.unmodelled.push_back({prefix + member.name, member.json});
    }
}

} // namespace bayme::tiktok::decoding
