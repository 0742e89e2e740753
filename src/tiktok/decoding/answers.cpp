// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/answers.hpp"

#include <algorithm>

namespace bayme::tiktok::decoding {

void show_page_info(const PageInfo& info, DecodedAnswer& answer) {
    answer.fields.push_back({"page_info.page", fmt::to_string(info.page)});
    answer.fields.push_back({"page_info.page_size", fmt::to_string(info.page_size)});
    answer.fields.push_back({"page_info.total_number", fmt::to_string(info.total_number)});
    answer.fields.push_back({"page_info.total_page", fmt::to_string(info.total_page)});
}

std::vector<Unmodelled> others(const JsonNode& data,
                               std::initializer_list<std::string_view> known) {
    std::vector<Unmodelled> members;
    for (const auto& member : data.children) {
        if (std::ranges::find(known, member.key) == known.end()) {
            members.push_back({member.key, std::string{member.raw}});
        }
    }
    return members;
}

Result<Acknowledged> read_acknowledged(const Endpoint&, const JsonNode& data) {
    return Acknowledged{others(data, {})};
}

void show_acknowledged(const Endpoint&, const Acknowledged& done, DecodedAnswer& answer) {
    show_unmodelled(done.unmodelled, answer);
}

void show_status_update(const StatusUpdate& update, std::string_view key, DecodedAnswer& answer) {
    const auto add = [&](std::string path, const OptionalText& value) {
        if (value) {
            answer.fields.push_back({std::move(path), *value});
        }
    };
    add(std::string{key}, show(update.ids));
    add("status", update.status);
    for (const auto& object : update.objects) {
        add(fmt::format("campaign_list[{}]", object.id), object.status);
    }
    for (const auto& refused : update.refused) {
        add(fmt::format("error_list[{}]", refused.id), refused.message);
    }
    show_unmodelled(update.unmodelled, answer);
}

} // namespace bayme::tiktok::decoding
