// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/calls/kinds.hpp"

namespace bayme::tiktok::calls {

/// Requests that say one text, one id or a list of ids besides the account.
struct OneText {
    std::string text;
};
struct OneId {
    std::string id;
};
struct IdList {
    Texts ids;
};

constexpr auto one_text(std::string_view name) {
    return std::to_array<Parameter<OneText>>({text<&OneText::text>(name).needed()});
}
constexpr auto one_id(std::string_view name) {
    return std::to_array<Parameter<OneId>>({id<&OneId::id>(name).needed()});
}
/// `most` of 0: no limit is known.
constexpr auto id_list(std::string_view name, std::int64_t most = 0) {
    return std::to_array<Parameter<IdList>>({ids<&IdList::ids>(name).needed().within(1, most)});
}

} // namespace bayme::tiktok::calls
