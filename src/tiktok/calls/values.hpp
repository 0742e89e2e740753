// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/money.hpp"
#include "base/time.hpp"
#include "tiktok/calls/parameters.hpp"

#include <concepts>

namespace bayme::tiktok::calls {

// What is there to send: nothing and empty are not.
inline bool is_given(const std::string& text) {
    return !text.empty();
}
template <typename Tag>
bool is_given(const Id<Tag>& id) {
    return !id.empty();
}
template <typename Value>
bool is_given(const std::optional<Value>& value) {
    return value.has_value();
}
template <typename Value>
bool is_given(const std::vector<Value>& values) {
    return !values.empty();
}
inline bool is_given(const RawJson& json) {
    return !json.text.empty();
}
template <std::integral Number>
bool is_given(const Number&) {
    return true;
}
inline bool is_given(const Day&) {
    return true;
}

inline void write_value(const std::string& text, JsonWriter& json) {
    json.string(text);
}
template <typename Tag>
void write_value(const Id<Tag>& id, JsonWriter& json) {
    json.string(id.text());
}
inline void write_value(Day day, JsonWriter& json) {
    json.string(day.text());
}
inline void write_value(Instant instant, JsonWriter& json) {
    json.string(format_tiktok_utc(instant));
}
inline void write_value(bool flag, JsonWriter& json) {
    json.boolean(flag);
}
inline void write_value(const RawJson& json_text, JsonWriter& json) {
    json.raw(json_text.text);
}
template <typename Value>
void write_value(const std::optional<Value>& value, JsonWriter& json) {
    write_value(*value, json);
}
template <typename Value>
void write_value(const std::vector<Value>& values, JsonWriter& json) {
    json.begin_array();
    for (const auto& value : values) {
        write_value(value, json);
    }
    json.end_array();
}

// What the platform is known to refuse, by the parameter's name.
Result<void> check_value(const std::string& text, const std::string& path, Bounds bounds);
Result<void> check_value(const std::vector<std::string>& texts, const std::string& path,
                         Bounds bounds);
Result<void> check_count(std::size_t entries, const std::string& path, Bounds bounds);
Result<void> check_id(const std::string& id, const std::string& path);
Result<void> check_ids(const std::vector<std::string>& ids, const std::string& path, Bounds bounds);
Result<void> check_whole(std::int64_t value, const std::string& path, Bounds bounds);
Result<void> check_amount(Micros amount, const std::string& path);
/// Numbers that are kept as text because they pass 2^53.
Result<void> check_digits(const std::string& text, const std::string& path);
Result<void> check_json(const RawJson& json, const std::string& path);

template <typename Tag>
Result<void> check_value(const Id<Tag>& id, const std::string& path, Bounds) {
    return check_id(id.text(), path);
}
template <typename Tag>
Result<void> check_value(const std::vector<Id<Tag>>& ids, const std::string& path, Bounds bounds) {
    BAYME_CHECK(check_count(ids.size(), path, bounds));
    for (const auto& id : ids) {
        BAYME_CHECK(check_id(id.text(), path));
    }
    return {};
}
inline Result<void> check_value(const Day&, const std::string&, Bounds) {
    return {};
}
inline Result<void> check_value(const Instant&, const std::string&, Bounds) {
    return {};
}
template <typename Value>
Result<void> check_value(const std::optional<Value>& value, const std::string& path,
                         Bounds bounds) {
    return check_value(*value, path, bounds);
}

template <typename Value>
Value plain(const Value& value) {
    return value;
}
template <typename Value>
Value plain(const std::optional<Value>& value) {
    return *value;
}

} // namespace bayme::tiktok::calls
