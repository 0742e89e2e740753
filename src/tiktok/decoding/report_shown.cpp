// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/answers.hpp"

namespace bayme::tiktok::decoding {
namespace {

void show_value(DecodedAnswer& answer, const std::string& path, std::string value) {
    answer.fields.push_back({path, std::move(value)});
}

/// A report's values without the request that asked for them: numbers as numbers, ids as texts.
void show_values(DecodedAnswer& answer, const JsonNode& object, const std::string& prefix) {
    for (const auto& member : object.children) {
        const auto path = prefix + member.key;
        const bool is_id = member.key.ends_with("_id");
        Micros number = 0;
        if (member.kind == JsonKind::array || member.kind == JsonKind::object) {
            answer.unmodelled.push_back({path, std::string{member.raw}});
        } else if (!is_id && read_metric(member.raw, number) == Read::value) {
            show_value(answer, path, format_micros(number));
        } else if (member.kind != JsonKind::null && member.text != "-") {
            show_value(answer, path, member.text);
        }
    }
}

} // namespace

Result<void> show_report(const JsonNode& data, DecodedAnswer& answer) {
    const auto* list = data.find("list");
    if (list == nullptr || list->kind != JsonKind::array) {
        return fail(wrong_shape("data has no list"));
    }
    for (std::size_t i = 0; i < list->children.size(); ++i) {
        for (const auto& member : list->children[i].children) {
            const auto prefix = fmt::format("list[{}].{}", i, member.key);
            if (member.key == "dimensions" || member.key == "metrics") {
                show_values(answer, member, prefix + ".");
            } else {
                answer.unmodelled.push_back({prefix, std::string{member.raw}});
            }
        }
    }
    for (const auto& member : data.children) {
        if (member.key == "total_metrics") {
            show_values(answer, member, "total_metrics.");
        } else if (member.key != "list" && member.key != "page_info") {
            answer.unmodelled.push_back({member.key, std::string{member.raw}});
        }
    }
    BAYME_TRY(const auto info, read_page_info(data));
    show_page_info(info, answer);
    return {};
}

} // namespace bayme::tiktok::decoding
