// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/calls/values.hpp"

#include <algorithm>

namespace bayme::tiktok::calls {

template <auto... path>
constexpr Parameter<ObjectOf<path...>> parameter(std::string_view name, ParameterType type) {
    using Object = ObjectOf<path...>;
    return {name, type, [](const Object& object) { return is_given(member_of<path...>(object)); },
            [](const Object& object, JsonWriter& json) {
                write_value(member_of<path...>(object), json);
            },
            [](const Object& object, const std::string& name_path, Bounds bounds) {
                return check_value(member_of<path...>(object), name_path, bounds);
            }};
}

/// Texts, ids, days and moments.
template <auto... path>
constexpr auto text(std::string_view name) {
    return parameter<path...>(name, ParameterType::text);
}

/// Lists of texts or ids.
template <auto... path>
constexpr auto texts(std::string_view name) {
    return parameter<path...>(name, ParameterType::texts);
}

/// A text that is an id.
template <auto... path>
constexpr auto id(std::string_view name) {
    auto made = parameter<path...>(name, ParameterType::text);
    made.check = [](const ObjectOf<path...>& object, const std::string& name_path, Bounds) {
        return check_id(plain(member_of<path...>(object)), name_path);
    };
    return made;
}

/// Lists of texts that are ids.
template <auto... path>
constexpr auto ids(std::string_view name) {
    auto made = parameter<path...>(name, ParameterType::texts);
    made.check = [](const ObjectOf<path...>& object, const std::string& name_path, Bounds bounds) {
        return check_ids(member_of<path...>(object), name_path, bounds);
    };
    return made;
}

/// Decimals, exact.
template <auto... path>
constexpr auto amount(std::string_view name) {
    using Object = ObjectOf<path...>;
    auto made = Parameter<Object>{name, ParameterType::number};
    made.given = [](const Object& object) {
        return is_given(member_of<path...>(object));
    };
    made.write = [](const Object& object, JsonWriter& json) {
        json.number(format_micros(plain(member_of<path...>(object))));
    };
    made.check = [](const Object& object, const std::string& name_path, Bounds) {
        return check_amount(plain(member_of<path...>(object)), name_path);
    };
    return made;
}

template <auto... path>
constexpr auto whole(std::string_view name) {
    using Object = ObjectOf<path...>;
    auto made = Parameter<Object>{name, ParameterType::number};
    made.given = [](const Object& object) {
        return is_given(member_of<path...>(object));
    };
    made.write = [](const Object& object, JsonWriter& json) {
        json.number(std::int64_t{plain(member_of<path...>(object))});
    };
    made.check = [](const Object& object, const std::string& name_path, Bounds bounds) {
        return check_whole(plain(member_of<path...>(object)), name_path, bounds);
    };
    return made;
}

/// A number kept as text; TikTok wants a few ids so [CONTRACT 1.7].
template <auto... path>
constexpr auto digits(std::string_view name) {
    using Object = ObjectOf<path...>;
    auto made = parameter<path...>(name, ParameterType::number);
    made.write = [](const Object& object, JsonWriter& json) {
        json.number(plain(member_of<path...>(object)));
    };
    made.check = [](const Object& object, const std::string& name_path, Bounds) {
        return check_digits(plain(member_of<path...>(object)), name_path);
    };
    return made;
}

/// Numbers kept as texts.
template <auto... path>
constexpr auto numbers(std::string_view name) {
    using Object = ObjectOf<path...>;
    auto made = parameter<path...>(name, ParameterType::numbers);
    made.write = [](const Object& object, JsonWriter& json) {
        json.begin_array();
        for (const auto& number : member_of<path...>(object)) {
            json.number(number);
        }
        json.end_array();
    };
    made.check = [](const Object& object, const std::string& name_path,
                    Bounds bounds) -> Result<void> {
        const auto& list = member_of<path...>(object);
        BAYME_CHECK(check_count(list.size(), name_path, bounds));
        for (const auto& number : list) {
            BAYME_CHECK(check_digits(number, name_path));
        }
        return {};
    };
    return made;
}

template <auto... path>
constexpr auto flag(std::string_view name) {
    using Object = ObjectOf<path...>;
    auto made = Parameter<Object>{name, ParameterType::flag};
    made.given = [](const Object& object) {
        return is_given(member_of<path...>(object));
    };
    made.write = [](const Object& object, JsonWriter& json) {
        json.boolean(plain(member_of<path...>(object)));
    };
    made.check = [](const Object&, const std::string&, Bounds) {
        return Result<void>{};
    };
    return made;
}

/// An object or a list that no code of ours looks into, sent as it is.
template <auto... path>
constexpr auto json(std::string_view name, ParameterType type) {
    using Object = ObjectOf<path...>;
    auto made = Parameter<Object>{name, type};
    made.given = [](const Object& object) {
        return is_given(member_of<path...>(object));
    };
    made.write = [](const Object& object, JsonWriter& writer) {
        writer.raw(member_of<path...>(object).text);
    };
    made.check = [](const Object& object, const std::string& name_path, Bounds) {
        return check_json(member_of<path...>(object), name_path);
    };
    return made;
}

/// The members of `member`, read by `table`: an object of its own, left out when it is empty.
template <auto member, const auto& table>
constexpr auto object(std::string_view name) {
    using Object = ObjectOf<member>;
    auto made = Parameter<Object>{name, ParameterType::object};
    made.given = [](const Object& whole_object) {
        const auto& inner = whole_object.*member;
        return std::ranges::any_of(table,
                                   [&](const auto& parameter) { return parameter.given(inner); });
    };
    made.write = [](const Object& whole_object, JsonWriter& json) {
        json.begin_object();
        write_all(Parameters<MemberOf<member>>{table}, whole_object.*member, json);
        json.end_object();
    };
    made.check = [](const Object& whole_object, const std::string& path, Bounds) {
        return check_all(Parameters<MemberOf<member>>{table}, whole_object.*member, path + ".");
    };
    made.describe = [](const std::string& path, std::vector<ParameterFact>& facts) {
        describe_all(Parameters<MemberOf<member>>{table}, path, facts);
    };
    return made;
}

/// The same members, standing among those of the object itself. For bodies only.
template <auto member, const auto& table>
constexpr auto among() {
    auto made = object<member, table>("");
    using Object = ObjectOf<member>;
    made.given = [](const Object&) {
        return true;
    };
    made.write = [](const Object& whole_object, JsonWriter& json) {
        write_all(Parameters<MemberOf<member>>{table}, whole_object.*member, json);
    };
    made.check = [](const Object& whole_object, const std::string& path, Bounds) {
        return check_all(Parameters<MemberOf<member>>{table}, whole_object.*member, path);
    };
    return made;
}

/// A list of objects.
template <auto member, const auto& table>
constexpr auto each(std::string_view name) {
    using Object = ObjectOf<member>;
    using Element = typename MemberOf<member>::value_type;
    auto made = Parameter<Object>{name, ParameterType::objects};
    made.given = [](const Object& whole_object) {
        return !(whole_object.*member).empty();
    };
    made.write = [](const Object& whole_object, JsonWriter& json) {
        json.begin_array();
        for (const auto& element : whole_object.*member) {
            json.begin_object();
            write_all(Parameters<Element>{table}, element, json);
            json.end_object();
        }
        json.end_array();
    };
    made.check = [](const Object& whole_object, const std::string& path,
                    Bounds bounds) -> Result<void> {
        const auto& list = whole_object.*member;
        BAYME_CHECK(check_count(list.size(), path, bounds));
        for (std::size_t i = 0; i < list.size(); ++i) {
            BAYME_CHECK(
                check_all(Parameters<Element>{table}, list[i], fmt::format("{}[{}].", path, i)));
        }
        return {};
    };
    made.describe = [](const std::string& path, std::vector<ParameterFact>& facts) {
        describe_all(Parameters<Element>{table}, path, facts);
    };
    return made;
}

/// Which page, as the platform counts them; the endpoint's table says how long one may be.
template <auto member>
constexpr auto pages = std::to_array<Parameter<ObjectOf<member>>>({
    whole<member, &PageRequest::page>("page"),
    whole<member, &PageRequest::page_size>("page_size"),
});

/// The tables behind each other.
template <typename Object, std::size_t... sizes>
constexpr auto joined(const std::array<Parameter<Object>, sizes>&... tables) {
    std::array<Parameter<Object>, (sizes + ...)> all{};
    auto next = all.begin();
    ((next = std::ranges::copy(tables, next).out), ...);
    return all;
}

/// A text that is always the same.
template <typename Object, const char* value>
constexpr auto always(std::string_view name) {
    auto made = Parameter<Object>{name, ParameterType::text};
    made.given = [](const Object&) {
        return true;
    };
    made.write = [](const Object&, JsonWriter& json) {
        json.string(value);
    };
    made.check = [](const Object&, const std::string&, Bounds) {
        return Result<void>{};
    };
    return made;
}

} // namespace bayme::tiktok::calls
