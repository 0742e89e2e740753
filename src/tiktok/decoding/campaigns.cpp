// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/objects.hpp"

namespace bayme::tiktok::decoding {
namespace {

constexpr auto campaign_table = std::to_array<Field<Campaign>>({
    id<&Campaign::id>("campaign_id", true),
    id<&Campaign::advertiser_id>("advertiser_id"),
    text<&Campaign::name>("campaign_name"),
    text<&Campaign::budget, &Budget::mode>("budget_mode"),
    amount<&Campaign::budget, &Budget::amount>("budget"),
    text<&Campaign::operation_status>("operation_status"),
    text<&Campaign::secondary_status>("secondary_status"),
    text<&Campaign::objective_type>("objective_type"),
    text<&Campaign::objective>("objective"),
    text<&Campaign::virtual_objective_type>("virtual_objective_type"),
    text<&Campaign::campaign_type>("campaign_type"),
    text<&Campaign::automation_type>("campaign_automation_type"),
    text<&Campaign::system_origin>("campaign_system_origin"),
    text<&Campaign::sales_destination>("sales_destination"),
    text<&Campaign::app_promotion_type>("app_promotion_type"),
    text<&Campaign::app_id>("app_id"),
    text<&Campaign::product_source>("campaign_product_source"),
    text<&Campaign::rf_campaign_type>("rf_campaign_type"),
    text<&Campaign::bid_type>("bid_type"),
    text<&Campaign::deep_bid_type>("deep_bid_type"),
    text<&Campaign::optimization_goal>("optimization_goal"),
    text<&Campaign::bid_align_type>("bid_align_type"),
    text<&Campaign::postback_window_mode>("postback_window_mode"),
    text<&Campaign::app_profile_page_state>("campaign_app_profile_page_state"),
    text<&Campaign::rta_id>("rta_id"),
    text<&Campaign::po_number>("po_number"),
    text<&Campaign::special_industries>("special_industries"),
    flag<&Campaign::budget_optimize_on>("budget_optimize_on"),
    flag<&Campaign::is_smart_performance_campaign>("is_smart_performance_campaign"),
    flag<&Campaign::is_search_campaign>("is_search_campaign"),
    flag<&Campaign::is_new_structure>("is_new_structure"),
    flag<&Campaign::is_advanced_dedicated_campaign>("is_advanced_dedicated_campaign"),
    flag<&Campaign::catalog_enabled>("catalog_enabled"),
    flag<&Campaign::disable_skan_campaign>("disable_skan_campaign"),
    flag<&Campaign::rta_bid_enabled>("rta_bid_enabled"),
    flag<&Campaign::rta_product_selection_enabled>("rta_product_selection_enabled"),
    amount<&Campaign::roas_bid>("roas_bid"),
    utc<&Campaign::created>("create_time"),
    utc<&Campaign::modified>("modify_time"),
});

/// [{"adgroup_id": …, "error_message": …}]: what was left out of a batch [CONTRACT 1.4].
bool read_refused(const JsonNode& node, std::vector<RefusedObject>& out) {
    if (node.kind != JsonKind::array) {
        return node.kind == JsonKind::null;
    }
    for (const auto& element : node.children) {
        RefusedObject refused;
        for (const auto& member : element.children) {
            if (member.key.ends_with("_id")) {
                read(member, refused.id);
            } else if (member.key.ends_with("message")) {
                read(member, refused.message);
            }
        }
        if (refused.id.empty()) {
            return false;
        }
        out.push_back(std::move(refused));
    }
    return true;
}

bool read_objects(const JsonNode& node, std::vector<ObjectStatus>& out) {
    if (node.kind != JsonKind::array) {
        return node.kind == JsonKind::null;
    }
    for (const auto& element : node.children) {
        ObjectStatus object;
        for (const auto& member : element.children) {
            if (member.key == "campaign_id") {
                read(member, object.id);
            } else if (member.key == "status") {
                read(member, object.status);
            } else if (member.key == "postback_window_mode") {
                read(member, object.postback_window_mode);
            }
        }
        if (object.id.empty()) {
            return false;
        }
        out.push_back(std::move(object));
    }
    return true;
}

} // namespace

const FieldTable<Campaign>& campaign_fields() {
    static const FieldTable<Campaign> fields{campaign_table};
    return fields;
}

Result<StatusUpdate> read_status_update(const JsonNode& data, std::string_view key) {
    StatusUpdate update;
    for (const auto& member : data.children) {
        const bool known =
            (member.key == key && read(member, update.ids) != Read::unreadable) ||
            (member.key == "status" && read(member, update.status) != Read::unreadable) ||
            (member.key == "campaign_list" && read_objects(member, update.objects)) ||
            (member.key == "error_list" && read_refused(member, update.refused));
        if (!known) {
            update.unmodelled.push_back({member.key, std::string{member.raw}});
        }
    }
    return update;
}

Result<PageInfo> read_page_info(const JsonNode& data) {
    const auto* node = data.find("page_info");
    if (node == nullptr || node->kind != JsonKind::object) {
        return fail(wrong_shape("data has no page_info"));
    }
    const auto number = [&](std::string_view name) -> Result<std::int64_t> {
        const auto* member = node->find(name);
        std::optional<std::int64_t> value;
        if (member == nullptr || read_count(*member, value) != Read::value || *value < 0) {
            return fail(wrong_shape(fmt::format("page_info has no usable {}", name)));
        }
        return *value;
    };
    PageInfo info;
    BAYME_TRY(info.page, number("page"));
    BAYME_TRY(info.page_size, number("page_size"));
    BAYME_TRY(info.total_number, number("total_number"));
    BAYME_TRY(info.total_page, number("total_page"));
    return info;
}

} // namespace bayme::tiktok::decoding
