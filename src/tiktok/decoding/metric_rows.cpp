// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/answers.hpp"
#include "tiktok/decoding/families.hpp"

namespace bayme::tiktok::decoding {
namespace {

Result<std::vector<NamedValue>> read_values(const JsonNode& node, std::string_view what) {
    std::vector<NamedValue> values;
    if (node.kind != JsonKind::object) {
        return fail(wrong_shape(fmt::format("{} is no object", what)));
    }
    for (const auto& member : node.children) {
        NamedValue value{member.key, std::nullopt};
        if (member.kind == JsonKind::array || member.kind == JsonKind::object) {
            value.value = std::string{member.raw};
        } else if (member.kind != JsonKind::null && member.text != "-") {
            value.value = member.text;
        }
        values.push_back(std::move(value));
    }
    return values;
}

Result<MetricRow> read_row(const JsonNode& node, std::string_view what) {
    MetricRow row;
    const auto* dimensions = node.find("dimensions");
    const auto* metrics = node.find("metrics");
    if (dimensions == nullptr || metrics == nullptr) {
        return fail(wrong_shape(fmt::format("{} has no dimensions or metrics", what)));
    }
    BAYME_TRY(row.dimensions, read_values(*dimensions, what));
    BAYME_TRY(row.metrics, read_values(*metrics, what));
    row.unmodelled = others(node, {"dimensions", "metrics"});
    return row;
}

void show_values(const std::vector<NamedValue>& values, const std::string& prefix,
                 DecodedAnswer& answer) {
    for (const auto& value : values) {
        if (value.value) {
            answer.fields.push_back({prefix + value.name, *value.value});
        }
    }
}

} // namespace

Result<MetricPage> read_metric_page(const JsonNode& data) {
    const auto* list = data.find("list");
    if (list == nullptr || list->kind != JsonKind::array) {
        return fail(wrong_shape("data has no list list"));
    }
    MetricPage page;
    for (const auto& element : list->children) {
        BAYME_TRY(auto row, read_row(element, fmt::format("list[{}]", page.rows.size())));
        page.rows.push_back(std::move(row));
    }
    BAYME_TRY(page.info, read_page_info(data));
    if (const auto* totals = data.find("total_metrics");
        totals != nullptr && totals->kind == JsonKind::object) {
        BAYME_TRY(page.totals, read_values(*totals, "total_metrics"));
    }
    page.unmodelled = others(data, {"list", "page_info", "total_metrics"});
    return page;
}

void show_metric_page(const MetricPage& page, DecodedAnswer& answer) {
    for (std::size_t i = 0; i < page.rows.size(); ++i) {
        const auto prefix = fmt::format("list[{}].", i);
        show_values(page.rows[i].dimensions, prefix + "dimensions.", answer);
        show_values(page.rows[i].metrics, prefix + "metrics.", answer);
        for (const auto& member : page.rows[i].unmodelled) {
            answer.unmodelled.push_back({prefix + member.name, member.json});
        }
    }
    show_values(page.totals, "total_metrics.", answer);
    show_page_info(page.info, answer);
    show_unmodelled(page.unmodelled, answer);
}

} // namespace bayme::tiktok::decoding
