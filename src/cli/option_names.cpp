// SPDX-License-Identifier: LicenseRef-Bayme
#include "cli/option_names.hpp"

#include <algorithm>
#include <array>

namespace bayme::cli {
namespace {

struct Named {
    std::string_view field; ///< without "query." and places in lists
    std::string_view option;
};
constexpr auto names = std::to_array<Named>({
    {"advertiser_id", "--advertiser"},
    {"advertiser_ids", "--advertiser"},
    {"as_of", "--as-of"},
    {"auth_code", "--auth-code"},
    {"changes.object_id", "--object"},
    {"changes.value", "--budget"},
    {"cube", "--cube"},
    {"dimensions", "--dimensions"},
    {"format", "--format"},
    {"from", "--from"},
    {"limit", "--limit"},
    {"metrics", "--metrics"},
    {"order", "--order-by"},
    {"order_by", "--order-by"},
    {"person_id", "--person"},
    {"state", "--state"},
    {"title", "--title"},
    {"to", "--to"},
    {"where", "--where"},
});

/// "query.order_by[2]" -> "order_by".
std::string bare(std::string_view path) {
    constexpr std::string_view wrapper = "query.";
    path.remove_prefix(path.starts_with(wrapper) ? wrapper.size() : 0);
    std::string field;
    bool in_brackets = false;
    for (const char letter : path) {
        in_brackets = letter == '[' || (in_brackets && letter != ']');
        if (!in_brackets && letter != ']') {
            field += letter;
        }
    }
    return field;
}

} // namespace

Error name_options(Error error) {
    for (auto& field : error.fields) {
        const auto* const known = std::ranges::find(names, bare(field.path), &Named::field);
        if (known == names.end()) {
            continue;
        }
        if (!field.path.empty() && error.message.starts_with(field.path)) {
            error.message.replace(0, field.path.size(), known->option);
        }
        field.path = known->option;
    }
    return error;
}

} // namespace bayme::cli
