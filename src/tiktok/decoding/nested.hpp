// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/decoding/fields.hpp"

namespace bayme::tiktok::decoding {

/// A member that is an object with fields of its own, std::optional in ours. `table` is the
/// function that answers its FieldTable. What cannot be read stays whole under "unmodelled".
template <auto member, auto table>
constexpr auto object(std::string_view name) {
    using Object = ObjectOf<member>;
    return Field<Object>{name,
                         [](Object& whole, const JsonNode& node) {
                             if (node.kind == JsonKind::null) {
                                 return Read::nothing;
                             }
                             auto inner = table().read(node, {});
                             if (!inner) {
                                 return Read::unreadable;
                             }
                             whole.*member = *std::move(inner);
                             return Read::value;
                         },
                         nullptr, false,
                         [](const Object& whole, const std::string& path, DecodedAnswer& answer) {
                             if (const auto& inner = whole.*member) {
                                 table().show_to(*inner, path + ".", answer);
                             }
                         }};
}

template <auto member, auto table>
void show_each(const ObjectOf<member>& whole, const std::string& path, DecodedAnswer& answer) {
    const auto& list = whole.*member;
    for (std::size_t i = 0; i < list.size(); ++i) {
        table().show_to(list[i], fmt::format("{}[{}].", path, i), answer);
    }
}

/// A member that is a list of such objects.
template <auto member, auto table>
constexpr auto objects(std::string_view name) {
    using Object = ObjectOf<member>;
    return Field<Object>{name,
                         [](Object& whole, const JsonNode& node) {
                             if (node.kind == JsonKind::null) {
                                 return Read::nothing;
                             }
                             if (node.kind != JsonKind::array) {
                                 return Read::unreadable;
                             }
                             MemberOf<member> list;
                             for (const auto& element : node.children) {
                                 auto inner = table().read(element, {});
                                 if (!inner) {
                                     return Read::unreadable;
                                 }
                                 list.push_back(*std::move(inner));
                             }
                             whole.*member = std::move(list);
                             return Read::value;
                         },
                         nullptr, false, &show_each<member, table>};
}

/// Adds every object below `node` that stands under an id.
template <typename Inner, typename Table, typename Name>
bool add_keyed(const JsonNode& node, const Table& table, std::vector<Inner>& list,
               const Name& name) {
    if (node.kind != JsonKind::object) {
        return node.kind == JsonKind::null;
    }
    for (const auto& child : node.children) {
        auto inner = table.read(child, {});
        if (!inner || !is_id(child.key)) {
            return false;
        }
        name(*inner, child.key);
        list.push_back(*std::move(inner));
    }
    return true;
}

/// A member that is a map from ids to objects, a list in ours. `id` gets what an object stands
/// under.
template <auto member, auto id, auto table>
constexpr auto keyed(std::string_view name) {
    using Object = ObjectOf<member>;
    return Field<Object>{
        name,
        [](Object& whole, const JsonNode& node) {
            MemberOf<member> list;
            if (!add_keyed(node, table(), list, [](auto& inner, const std::string& key) {
                    inner.*id = MemberOf<id>{key};
                })) {
                return Read::unreadable;
            }
            whole.*member = std::move(list);
            return Read::value;
        },
        nullptr, false, &show_each<member, table>};
}

/// The same with one more level: ids of parents, then ids of objects.
template <auto member, auto parent, auto id, auto table>
constexpr auto keyed_twice(std::string_view name) {
    using Object = ObjectOf<member>;
    return Field<Object>{name,
                         [](Object& whole, const JsonNode& node) {
                             MemberOf<member> list;
                             if (node.kind != JsonKind::object) {
                                 return node.kind == JsonKind::null ? Read::nothing
                                                                    : Read::unreadable;
                             }
                             for (const auto& outer : node.children) {
                                 const auto name_both = [&](auto& inner, const std::string& key) {
                                     inner.*id = MemberOf<id>{key};
                                     inner.*parent = MemberOf<parent>{outer.key};
                                 };
                                 if (!add_keyed(outer, table(), list, name_both)) {
                                     return Read::unreadable;
                                 }
                             }
                             whole.*member = std::move(list);
                             return Read::value;
                         },
                         nullptr, false, &show_each<member, table>};
}

} // namespace bayme::tiktok::decoding
