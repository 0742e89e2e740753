// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/faults.hpp"

#include "base/json_text.hpp"
#include "sandbox/dice.hpp"
#include "sandbox/parameters.hpp"

#include <boost/json.hpp>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <utility>

namespace bayme::sandbox {

namespace {

namespace json = boost::json;

Result<void> wrong(std::string_view name, std::string_view expected) {
    return fail(ErrorCode::invalid_input, "rule member {}: expected {}", name, expected);
}

Result<void> read_text(const json::value& value, std::string_view name, std::string& into) {
    if (!value.is_string()) {
        return wrong(name, "a text");
    }
    into = value.get_string();
    return {};
}

Result<void> read_number(const json::value& value, std::string_view name, std::uint64_t& into) {
    if (!value.is_int64() || value.get_int64() < 0) {
        return wrong(name, "a whole number");
    }
    into = static_cast<std::uint64_t>(value.get_int64());
    return {};
}

Result<void> read_flag(const json::value& value, std::string_view name, bool& into) {
    if (!value.is_bool()) {
        return wrong(name, "true or false");
    }
    into = value.get_bool();
    return {};
}

constexpr std::array<std::pair<std::string_view, std::optional<std::size_t> FaultRule::*>, 4> sizes{
    {{"reset", &FaultRule::reset},
     {"length", &FaultRule::length},
     {"bomb", &FaultRule::bomb},
     {"nesting", &FaultRule::nesting}}};

Result<void> read_member(FaultRule& rule, std::string_view name, const json::value& value) {
    std::uint64_t number = 0;
    const auto numbered = [&](auto assign) -> Result<void> {
        BAYME_CHECK(read_number(value, name, number));
        assign();
        return {};
    };
    if (name == "path") {
        return read_text(value, name, rule.path);
    }
    if (name == "advertiser_id") {
        return read_text(value, name, rule.advertiser_id);
    }
    if (name == "message") {
        return read_text(value, name, rule.message);
    }
    if (name == "body") {
        return read_text(value, name, rule.body);
    }
    if (name == "wrong_total") {
        return read_text(value, name, rule.wrong_total);
    }
    if (name == "drop_row") {
        return read_flag(value, name, rule.drop_row);
    }
    if (name == "duplicate_page") {
        return read_flag(value, name, rule.duplicate_page);
    }
    if (name == "partial") {
        return read_flag(value, name, rule.partial);
    }
    if (name == "effect") {
        return read_flag(value, name, rule.effect);
    }
    if (name == "after") {
        return numbered([&] { rule.after = number; });
    }
    if (name == "every") {
        return numbered([&] { rule.every = number == 0 ? 1 : number; });
    }
    if (name == "count") {
        return numbered([&] { rule.count = number; });
    }
    if (name == "code") {
        return numbered([&] { rule.code = static_cast<int>(number); });
    }
    if (name == "status") {
        return numbered([&] { rule.status = static_cast<int>(number); });
    }
    if (name == "truncate") {
        return numbered([&] { rule.truncate = number; });
    }
    if (name == "drip_bytes") {
        return numbered([&] { rule.drip_bytes = number; });
    }
    if (name == "drip_ms") {
        return numbered([&] { rule.drip_pause = std::chrono::milliseconds{number}; });
    }
    for (const auto& [word, member] : sizes) {
        if (name == word) {
            return numbered([&] { rule.*member = number; });
        }
    }
    if (name == "delay_ms") {
        return numbered([&] { rule.delay = std::chrono::milliseconds{number}; });
    }
    if (name == "probability") {
        if (!value.is_number() || value.to_number<double>() < 0 || value.to_number<double>() > 1) {
            return wrong(name, "a number from 0 to 1");
        }
        rule.per_million = static_cast<std::uint64_t>(value.to_number<double>() * 1'000'000);
        return {};
    }
    return wrong(name, "a known member");
}

} // namespace

std::string bomb_of(std::size_t bytes) {
    constexpr int gzip_window = 15 + 16;
    constexpr std::size_t step = 65536;
    std::string zeros(step, '\0');
    std::string room(step, '\0');
    std::string out;
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzip_window, 9, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
        return out;
    }
    for (bool more = true; more;) {
        const auto part = std::min(bytes, step);
        bytes -= part;
        more = bytes > 0;
        stream.next_in = reinterpret_cast<Bytef*>(zeros.data());
        stream.avail_in = static_cast<uInt>(part);
        do {
            stream.next_out = reinterpret_cast<Bytef*>(room.data());
            stream.avail_out = static_cast<uInt>(room.size());
            deflate(&stream, more ? Z_NO_FLUSH : Z_FINISH);
            out.append(room, 0, room.size() - stream.avail_out);
        } while (stream.avail_out == 0);
    }
    deflateEnd(&stream);
    return out;
}

Result<void> Faults::replace(std::string_view text) {
    if (text.empty()) {
        rules_.clear();
        return {};
    }
    const auto value = parse_json(text);
    if (!value || !value->is_object() || !value->get_object().contains("rules") ||
        !value->get_object().at("rules").is_array()) {
        return fail(ErrorCode::invalid_input, R"(expected {{"rules": […]}})");
    }
    std::vector<FaultRule> rules;
    for (const auto& row : value->get_object().at("rules").get_array()) {
        if (!row.is_object()) {
            return fail(ErrorCode::invalid_input, "a rule is an object");
        }
        FaultRule rule;
        for (const auto& member : row.get_object()) {
            BAYME_CHECK(read_member(rule, member.key(), member.value()));
        }
        rules.push_back(std::move(rule));
    }
    rules_ = std::move(rules);
    return {};
}

std::optional<FaultRule> Faults::meet(std::string_view path, std::string_view advertiser_id) {
    std::optional<FaultRule> met;
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        auto& rule = rules_[i];
        if ((!rule.path.empty() && rule.path != path) ||
            (!rule.advertiser_id.empty() && rule.advertiser_id != advertiser_id)) {
            continue;
        }
        const auto number = rule.matched++;
        const bool due = number >= rule.after && (number - rule.after) % rule.every == 0 &&
                         (!rule.count || rule.fired < *rule.count) &&
                         roll({seed_, 20, i, number}) % 1'000'000 < rule.per_million;
        if (due && !met) {
            ++rule.fired;
            met = rule;
        }
    }
    return met;
}

std::string Faults::json() const {
    JsonWriter out;
    out.begin_object().key("rules").begin_array();
    for (const auto& rule : rules_) {
        out.begin_object()
            .member("path", rule.path)
            .member("matched", static_cast<std::int64_t>(rule.matched))
            .member("fired", static_cast<std::int64_t>(rule.fired))
            .end_object();
    }
    return out.end_array().end_object().take();
}

} // namespace bayme::sandbox
