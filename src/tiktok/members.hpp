// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <type_traits>
#include <utility>

namespace bayme::tiktok {

/// object.*first.*second…: how tables name a member.
template <auto first, auto... rest, typename Object>
constexpr auto& member_of(Object& object) {
    if constexpr (sizeof...(rest) == 0) {
        return object.*first;
    } else {
        return member_of<rest...>(object.*first);
    }
}

template <typename Object, typename Value>
Object object_of(Value Object::*);
/// Where a path of members starts and ends.
template <auto... path>
struct PathOf;
template <auto first, auto... rest>
struct PathOf<first, rest...> {
    using Object = decltype(object_of(first));
    using Member =
        std::remove_cvref_t<decltype(member_of<first, rest...>(std::declval<Object&>()))>;
};
template <auto... path>
using ObjectOf = typename PathOf<path...>::Object;
template <auto... path>
using MemberOf = typename PathOf<path...>::Member;

} // namespace bayme::tiktok
