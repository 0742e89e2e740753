// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decode.hpp"

#include "base/json_text.hpp"
#include "tiktok/decoding/envelope.hpp"
#include "tiktok/decoding/objects.hpp"
#include "tiktok/endpoints.hpp"

#include <algorithm>

namespace bayme::tiktok {
namespace {

using decoding::FieldTable;
using decoding::JsonKind;
using decoding::JsonNode;

void show_text(DecodedAnswer& answer, std::string path, std::optional<std::string> value) {
    if (value) {
        answer.fields.push_back({std::move(path), *std::move(value)});
    }
}

void show_page_info(DecodedAnswer& answer, const PageInfo& info) {
    show_text(answer, "page_info.page", fmt::to_string(info.page));
    show_text(answer, "page_info.page_size", fmt::to_string(info.page_size));
    show_text(answer, "page_info.total_number", fmt::to_string(info.total_number));
    show_text(answer, "page_info.total_page", fmt::to_string(info.total_page));
}

template <typename Object>
void show_items(DecodedAnswer& answer, const std::vector<Object>& items,
                const FieldTable<Object>& table) {
    for (std::size_t i = 0; i < items.size(); ++i) {
        table.show_to(items[i], fmt::format("list[{}].", i), answer);
    }
}

template <typename Object>
Result<void> show_list(DecodedAnswer& answer, const JsonNode& data,
                       const FieldTable<Object>& table) {
    BAYME_TRY(const auto items, decoding::read_list(data, "list", table));
    show_items(answer, items, table);
    return {};
}

template <typename Object>
Result<void> show_page(DecodedAnswer& answer, const JsonNode& data,
                       const FieldTable<Object>& table) {
    BAYME_TRY(const auto page, decoding::read_page(data, "list", table));
    show_items(answer, page.items, table);
    show_page_info(answer, page.info);
    answer.unmodelled.insert(answer.unmodelled.end(), page.unmodelled.begin(),
                             page.unmodelled.end());
    return {};
}

template <typename Object>
Result<void> show_object(DecodedAnswer& answer, const JsonNode& data,
                         const FieldTable<Object>& table) {
    BAYME_TRY(const auto object, table.read(data, "data"));
    table.show_to(object, "", answer);
    return {};
}

/// A report's values without the request that asked for them: numbers as numbers, ids as texts.
void show_values(DecodedAnswer& answer, const JsonNode& object, const std::string& prefix) {
    for (const auto& member : object.children) {
        const auto path = prefix + member.key;
        const bool is_id = member.key.ends_with("_id");
        Micros number = 0;
        if (member.kind == JsonKind::array || member.kind == JsonKind::object) {
            answer.unmodelled.push_back({path, std::string{member.raw}});
        } else if (!is_id && decoding::read_metric(member.raw, number) == decoding::Read::value) {
            show_text(answer, path, format_micros(number));
        } else if (member.kind != JsonKind::null && member.text != "-") {
            show_text(answer, path, member.text);
        }
    }
}

Result<void> show_report(DecodedAnswer& answer, const JsonNode& data) {
    const auto* list = data.find("list");
    if (list == nullptr || list->kind != JsonKind::array) {
        return fail(decoding::wrong_shape("data has no list"));
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
    BAYME_TRY(const auto info, decoding::read_page_info(data));
    show_page_info(answer, info);
    return {};
}

Result<void> show_status_update(DecodedAnswer& answer, const JsonNode& data, std::string_view key) {
    BAYME_TRY(const auto update, decoding::read_status_update(data, key));
    show_text(answer, std::string{key}, decoding::show(update.ids));
    show_text(answer, "status", update.status);
    for (const auto& object : update.objects) {
        show_text(answer, fmt::format("campaign_list[{}]", object.id), object.status);
    }
    for (const auto& refused : update.refused) {
        show_text(answer, fmt::format("error_list[{}]", refused.id), refused.message);
    }
    answer.unmodelled = update.unmodelled;
    return {};
}

template <typename Ids>
std::optional<std::string> shown_ids(const Ids& ids) {
    Texts texts;
    for (const auto& id : ids) {
        texts.push_back(id.text());
    }
    return decoding::show(texts);
}

Result<void> show_grant(DecodedAnswer& answer, const JsonNode& data) {
    BAYME_TRY(const auto grant, decoding::read_grant(data));
    show_text(answer, "access_token", "(there is one; it is not shown)");
    show_text(answer, "advertiser_ids", shown_ids(grant.advertiser_ids));
    show_text(answer, "scope", decoding::show(grant.scopes));
    answer.unmodelled = grant.unmodelled;
    return {};
}

Result<void> show_revoked(DecodedAnswer& answer, const JsonNode& data) {
    BAYME_TRY(const auto revoked, decoding::read_revoked(data));
    show_text(answer, "advertiser_ids", shown_ids(revoked.advertiser_ids));
    answer.unmodelled = revoked.unmodelled;
    return {};
}

Result<void> show_nothing(DecodedAnswer& answer, const JsonNode& data) {
    for (const auto& member : data.children) {
        answer.unmodelled.push_back({member.key, std::string{member.raw}});
    }
    return {};
}

using Show = Result<void> (*)(DecodedAnswer&, const JsonNode&);
struct Shower {
    std::string_view endpoint;
    Show show;
};

constexpr auto showers = std::to_array<Shower>({
    {"oauth2.access_token", show_grant},
    {"oauth2.advertiser.get",
     [](auto& answer, const auto& data) {
         return show_list(answer, data, decoding::advertiser_name_fields());
     }},
    {"oauth2.revoke_token", show_revoked},
    {"user.info",
     [](auto& answer, const auto& data) {
         return show_object(answer, data, decoding::user_info_fields());
     }},
    {"advertiser.info",
     [](auto& answer, const auto& data) {
         return show_list(answer, data, decoding::advertiser_fields());
     }},
    {"campaign.get",
     [](auto& answer, const auto& data) {
         return show_page(answer, data, decoding::campaign_fields());
     }},
    {"campaign.update",
     [](auto& answer, const auto& data) {
         return show_object(answer, data, decoding::campaign_fields());
     }},
    {"campaign.status.update",
     [](auto& answer, const auto& data) {
         return show_status_update(answer, data, "campaign_ids");
     }},
    {"adgroup.get",
     [](auto& answer, const auto& data) {
         return show_page(answer, data, decoding::adgroup_fields());
     }},
    {"adgroup.budget.update", show_nothing},
    {"adgroup.status.update",
     [](auto& answer, const auto& data) {
         return show_status_update(answer, data, "adgroup_ids");
     }},
    {"ad.get",
     [](auto& answer, const auto& data) {
         return show_page(answer, data, decoding::ad_fields());
     }},
    {"ad.status.update",
     [](auto& answer, const auto& data) {
         return show_status_update(answer, data, "ad_ids");
     }},
    {"report.integrated.get", show_report},
});

} // namespace

Result<DecodedAnswer> decode_for_people(std::string_view endpoint_name, std::string_view raw_json) {
    const auto* endpoint = find_endpoint(endpoint_name);
    const auto shower = endpoint == nullptr
                            ? showers.end()
                            : std::ranges::find(showers, endpoint->name, &Shower::endpoint);
    if (shower == showers.end()) {
        return fail(ErrorCode::not_found, "no endpoint \"{}\"; one is report/integrated/get",
                    endpoint_name);
    }
    constexpr int http_ok = 200;
    BAYME_TRY(const auto opened, decoding::open_answer(http_ok, raw_json));
    DecodedAnswer answer{.endpoint = std::string{endpoint->name},
                         .code = opened.envelope.code,
                         .message = opened.envelope.message,
                         .request_id = opened.envelope.request_id,
                         .fields = {},
                         .unmodelled = {}};
    if (answer.code == 0 || answer.code == 20001) {
        BAYME_CHECK(shower->show(answer, opened.data()));
    }
    return answer;
}

std::string format_lines(const DecodedAnswer& answer) {
    std::string text = fmt::format("code = {}\nmessage = {}\nrequest_id = {}\n", answer.code,
                                   answer.message, answer.request_id);
    for (const auto& field : answer.fields) {
        text += fmt::format("{} = {}\n", field.path, field.value);
    }
    if (!answer.unmodelled.empty()) {
        text += "unmodelled\n";
    }
    for (const auto& member : answer.unmodelled) {
        text += fmt::format("  {} = {}\n", member.name, member.json);
    }
    return text;
}

std::string format_json(const DecodedAnswer& answer) {
    JsonWriter json;
    json.begin_object()
        .member("endpoint", answer.endpoint)
        .member("code", answer.code)
        .member("message", answer.message)
        .member("request_id", answer.request_id);
    json.key("fields").begin_object();
    for (const auto& field : answer.fields) {
        json.member(field.path, field.value);
    }
    json.end_object().key("unmodelled").begin_object();
    for (const auto& member : answer.unmodelled) {
        json.key(member.name).raw(member.json);
    }
    return json.end_object().end_object().take();
}

} // namespace bayme::tiktok
