// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/decoding/objects.hpp"
#include "tiktok/endpoints.hpp"

namespace bayme::tiktok::decoding {

/// How the `data` of an endpoint's answer becomes a value, and the value lines for people.
template <typename Value>
struct AnswerReader {
    Result<Value> (*read)(const Endpoint& endpoint, const JsonNode& data) = nullptr;
    void (*show)(const Endpoint& endpoint, const Value& value, DecodedAnswer& answer) = nullptr;
};

void show_page_info(const PageInfo& info, DecodedAnswer& answer);
/// The members of `data` but those named.
std::vector<Unmodelled> others(const JsonNode& data, std::initializer_list<std::string_view> known);

template <typename Object>
void show_items(const Endpoint& endpoint, const std::vector<Object>& items,
                const FieldTable<Object>& table, DecodedAnswer& answer) {
    for (std::size_t i = 0; i < items.size(); ++i) {
        table.show_to(items[i], fmt::format("{}[{}].", endpoint.list_key, i), answer);
    }
}

inline void show_unmodelled(const std::vector<Unmodelled>& members, DecodedAnswer& answer) {
    answer.unmodelled.insert(answer.unmodelled.end(), members.begin(), members.end());
}

template <auto table>
using TableObject = typename std::remove_cvref_t<decltype(table())>::ObjectType;

/// `data` is the object.
template <auto table>
constexpr AnswerReader<TableObject<table>> object_answer() {
    using Object = TableObject<table>;
    return {[](const Endpoint&, const JsonNode& data) { return table().read(data, "data"); },
            [](const Endpoint&, const Object& object, DecodedAnswer& answer) {
                table().show_to(object, "", answer);
            }};
}

/// The object stands in a member of `data`.
template <auto table, const char* key>
constexpr AnswerReader<TableObject<table>> member_answer() {
    using Object = TableObject<table>;
    return {[](const Endpoint&, const JsonNode& data) -> Result<Object> {
                const auto* inner = data.find(key);
                if (inner == nullptr) {
                    return fail(wrong_shape(fmt::format("data has no {}", key)));
                }
                return table().read(*inner, key);
            },
            [](const Endpoint&, const Object& object, DecodedAnswer& answer) {
                table().show_to(object, std::string{key} + ".", answer);
            }};
}

/// `data` holds the endpoint's list, without pages.
template <auto table>
constexpr AnswerReader<List<TableObject<table>>> list_answer() {
    using Object = TableObject<table>;
    return {[](const Endpoint& endpoint, const JsonNode& data) -> Result<List<Object>> {
                List<Object> list;
                BAYME_TRY(list.items, read_list(data, endpoint.list_key, table()));
                list.unmodelled = others(data, {endpoint.list_key});
                return list;
            },
            [](const Endpoint& endpoint, const List<Object>& list, DecodedAnswer& answer) {
                show_items(endpoint, list.items, table(), answer);
                show_unmodelled(list.unmodelled, answer);
            }};
}

/// `data` holds one page of the endpoint's list.
template <auto table>
constexpr AnswerReader<Page<TableObject<table>>> page_answer() {
    using Object = TableObject<table>;
    return {[](const Endpoint& endpoint, const JsonNode& data) {
                return read_page(data, endpoint.list_key, table());
            },
            [](const Endpoint& endpoint, const Page<Object>& page, DecodedAnswer& answer) {
                show_items(endpoint, page.items, table(), answer);
                show_page_info(page.info, answer);
                show_unmodelled(page.unmodelled, answer);
            }};
}

/// `data` is a list of exactly one object: video uploads are answered so [CONTRACT 5.1].
template <auto table>
constexpr AnswerReader<TableObject<table>> single_answer() {
    using Object = TableObject<table>;
    return {[](const Endpoint&, const JsonNode& data) -> Result<Object> {
                if (data.kind != JsonKind::array || data.children.size() != 1) {
                    return fail(wrong_shape("data is no list of one object"));
                }
                return table().read(data.children[0], "data[0]");
            },
            [](const Endpoint&, const Object& object, DecodedAnswer& answer) {
                table().show_to(object, "", answer);
            }};
}

Result<Acknowledged> read_acknowledged(const Endpoint& endpoint, const JsonNode& data);
void show_acknowledged(const Endpoint& endpoint, const Acknowledged& done, DecodedAnswer& answer);

/// The answer says no more than that it was done.
constexpr AnswerReader<Acknowledged> acknowledged_answer() {
    return {&read_acknowledged, &show_acknowledged};
}
/// A report without the request that asked for it: numbers as numbers, ids as texts.
Result<void> show_report(const JsonNode& data, DecodedAnswer& answer);
void show_status_update(const StatusUpdate& update, std::string_view key, DecodedAnswer& answer);

/// As read_status_update, under this key.
template <const char* key>
constexpr AnswerReader<StatusUpdate> status_answer() {
    return {[](const Endpoint&, const JsonNode& data) { return read_status_update(data, key); },
            [](const Endpoint&, const StatusUpdate& update, DecodedAnswer& answer) {
                show_status_update(update, key, answer);
            }};
}

} // namespace bayme::tiktok::decoding
