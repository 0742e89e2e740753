// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bayme {

/// Appends `text` as a JSON string with its quotes. Bytes that are not UTF-8 become U+FFFD.
void append_json_string(std::string& out, std::string_view text);
std::string json_string(std::string_view text);

/// Writes JSON text member by member, for log lines and request bodies; knows commas, not meaning.
/// `number` takes the text of a number as it is, so exact decimals stay exact.
class JsonWriter {
public:
    JsonWriter& begin_object();
    JsonWriter& end_object();
    JsonWriter& begin_array();
    JsonWriter& end_array();
    JsonWriter& key(std::string_view name);
    JsonWriter& string(std::string_view text);
    JsonWriter& number(std::string_view text);
    JsonWriter& number(std::int64_t value);
    JsonWriter& boolean(bool value);
    JsonWriter& null();
    /// JSON text made elsewhere.
    JsonWriter& raw(std::string_view json);

    JsonWriter& member(std::string_view name, std::string_view text) {
        return key(name).string(text);
    }
    JsonWriter& member(std::string_view name, std::int64_t value) {
        return key(name).number(value);
    }

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    void separate();

    std::string text_;
    std::vector<bool> first_;
    bool after_key_ = false;
};

/// ["a","b"]
std::string json_array(const std::vector<std::string>& texts);

} // namespace bayme
