// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/readings.hpp"

#include "base/json_text.hpp"
#include "sandbox/data_files.hpp"
#include "sandbox/json_keys.hpp"
#include "sandbox/parameters.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

namespace bayme::sandbox {

Result<Readings> Readings::load() {
    BAYME_TRY(const auto file, data_file("readings.json"));
    Readings readings;
    for (const auto& row : file.as_array()) {
        Reading reading;
        reading.name = row.at("name").as_string();
        for (const auto& value : row.at("values").as_array()) {
            reading.values.emplace_back(value.as_string());
        }
        reading.current = reading.values.at(0);
        readings.readings_.push_back(std::move(reading));
    }
    return readings;
}

Result<void> Readings::change(std::string_view text) {
    const auto value = parse_json(text);
    if (!value || !value->is_object()) {
        return fail(ErrorCode::invalid_input, R"(readings: expected {{"name": "value"}})");
    }
    if (const auto twice = member_twice(text)) {
        return fail(ErrorCode::invalid_input, "readings: {} comes twice", *twice);
    }
    auto changed = readings_;
    for (const auto& member : value->get_object()) {
        const std::string_view name = member.key();
        const auto found = std::ranges::find(changed, name, &Reading::name);
        if (found == changed.end()) {
            return fail(ErrorCode::invalid_input, "readings: there is no {}", name);
        }
        const auto& values = found->values;
        const auto* const wanted = member.value().if_string();
        if (wanted == nullptr ||
            std::ranges::find(values, std::string_view{*wanted}) == values.end()) {
            return fail(ErrorCode::invalid_input, "readings: {} cannot be {}", name,
                        boost::json::serialize(member.value()));
        }
        found->current = *wanted;
    }
    readings_ = std::move(changed);
    return {};
}

const Readings::Reading* Readings::find(std::string_view name) const {
    const auto found = std::ranges::find(readings_, name, &Reading::name);
    return found == readings_.end() ? nullptr : &*found;
}

bool Readings::is(std::string_view name, std::string_view value) const {
    const auto* const reading = find(name);
    return reading != nullptr && reading->current == value;
}

int Readings::number(std::string_view name) const {
    int value = 0;
    if (const auto* const reading = find(name)) {
        const auto& text = reading->current;
        std::from_chars(text.data(), text.data() + text.size(), value);
    }
    return value;
}

std::string Readings::json() const {
    JsonWriter out;
    out.begin_object();
    for (const auto& reading : readings_) {
        out.member(reading.name, reading.current);
    }
    return out.end_object().take();
}

} // namespace bayme::sandbox
