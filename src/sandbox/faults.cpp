// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/faults.hpp"

#include "base/json_text.hpp"
#include "sandbox/dice.hpp"
#include "sandbox/json_keys.hpp"
#include "sandbox/parameters.hpp"

#include <boost/json.hpp>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <utility>

namespace bayme::sandbox {

namespace {

namespace json = boost::json;

std::unexpected<Error> wrong(std::string_view name, std::string_view expected) {
    return fail(ErrorCode::invalid_input, "{}: expected {}", name, expected);
}

template <typename Value>
struct Member {
    std::string_view name;
    Value FaultRule::* place;
};

constexpr std::array texts{
    Member{"path", &FaultRule::path},       Member{"advertiser_id", &FaultRule::advertiser_id},
    Member{"message", &FaultRule::message}, Member{"body", &FaultRule::body},
    Member{"revoke", &FaultRule::revoke},   Member{"wrong_total", &FaultRule::wrong_total}};
constexpr std::array flags{
    Member{"drop_row", &FaultRule::drop_row}, Member{"duplicate_page", &FaultRule::duplicate_page},
    Member{"partial", &FaultRule::partial}, Member{"effect", &FaultRule::effect}};
constexpr std::array codes{Member{"code", &FaultRule::code}, Member{"status", &FaultRule::status}};
constexpr std::array counts{Member{"after", &FaultRule::after}, Member{"every", &FaultRule::every},
                            Member{"drip_bytes", &FaultRule::drip_bytes}};
constexpr std::array sizes{
    Member{"count", &FaultRule::count}, Member{"truncate", &FaultRule::truncate},
    Member{"reset", &FaultRule::reset}, Member{"length", &FaultRule::length},
    Member{"bomb", &FaultRule::bomb},   Member{"nesting", &FaultRule::nesting}};
constexpr std::array lengths{Member{"delay_ms", &FaultRule::delay},
                             Member{"drip_ms", &FaultRule::drip_pause},
                             Member{"late_ms", &FaultRule::late}};
constexpr std::array moments{Member{"from", &FaultRule::from}, Member{"until", &FaultRule::until}};

template <typename Table>
auto member_of(const Table& table, std::string_view name) {
    const auto* const found =
        std::ranges::find_if(table, [&](const auto& member) { return member.name == name; });
    return found == table.end() ? nullptr : found;
}

Result<std::int64_t> whole_number(std::string_view name, const json::value& value) {
    if (!value.is_int64()) {
        return wrong(name, "a whole number");
    }
    return value.get_int64();
}

/// Of the members that are numbers from 0 on.
Result<bool> read_count(FaultRule& rule, std::string_view name, const json::value& value) {
    const auto* const code = member_of(codes, name);
    const auto* const count = member_of(counts, name);
    const auto* const size = member_of(sizes, name);
    const auto* const length = member_of(lengths, name);
    if (code == nullptr && count == nullptr && size == nullptr && length == nullptr) {
        return false;
    }
    BAYME_TRY(const auto number, whole_number(name, value));
    if (number < 0) {
        return wrong(name, "0 or more");
    }
    if (code != nullptr) {
        rule.*code->place = static_cast<int>(number);
    } else if (count != nullptr) {
        rule.*count->place = static_cast<std::size_t>(number);
    } else if (size != nullptr) {
        rule.*size->place = static_cast<std::size_t>(number);
    } else {
        rule.*length->place = std::chrono::milliseconds{number};
    }
    return true;
}

Result<void> read_probability(FaultRule& rule, const json::value& value) {
    if (!value.is_number() || value.to_number<double>() < 0 || value.to_number<double>() > 1) {
        return wrong("probability", "a number from 0 to 1");
    }
    rule.per_million = static_cast<std::uint64_t>(value.to_number<double>() * 1'000'000);
    return {};
}

Result<void> read_member(FaultRule& rule, std::string_view name, const json::value& value) {
    BAYME_TRY(const auto counted, read_count(rule, name, value));
    if (counted) {
        return {};
    }
    const auto* const text = value.if_string();
    if (const auto* const member = member_of(texts, name)) {
        if (text == nullptr) {
            return wrong(name, "a text");
        }
        rule.*member->place = *text;
        return {};
    }
    if (const auto* const member = member_of(flags, name)) {
        if (!value.is_bool()) {
            return wrong(name, "true or false");
        }
        rule.*member->place = value.get_bool();
        return {};
    }
    if (const auto* const member = member_of(moments, name)) {
        const auto moment = parse_instant(text == nullptr ? "" : std::string_view{*text});
        if (!moment) {
            return wrong(name, "a moment such as 2026-03-01T12:00:00Z");
        }
        rule.*member->place = *moment;
        return {};
    }
    if (name == "shift" || name == "skew_ms") {
        BAYME_TRY(const auto number, whole_number(name, value));
        if (name == "shift") {
            rule.shift = number;
        } else {
            rule.skew = std::chrono::milliseconds{number};
        }
        return {};
    }
    if (name == "probability") {
        return read_probability(rule, value);
    }
    return fail(ErrorCode::invalid_input, "{}: there is no such member", name);
}

/// What no single member shows.
Result<void> check_rule(const FaultRule& rule) {
    if (!rule.wrong_total.empty() && rule.wrong_total != "total_metrics" &&
        rule.wrong_total != "total_number") {
        return wrong("wrong_total", "total_metrics or total_number");
    }
    if (!rule.revoke.empty() && rule.revoke != "token" && rule.revoke != "account") {
        return wrong("revoke", "token or account");
    }
    if (rule.every == 0) {
        return wrong("every", "1 or more");
    }
    // Whoever is told what a call did has seen its effect.
    if (rule.late.count() > 0 && (!rule.replaces() || rule.effect)) {
        return wrong("late_ms", "code, status or reset 0 beside it, and no effect");
    }
    return {};
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

namespace {

Result<FaultRule> read_rule(const json::object& row) {
    FaultRule rule;
    for (const auto& member : row) {
        BAYME_CHECK(read_member(rule, member.key(), member.value()));
    }
    BAYME_CHECK(check_rule(rule));
    return rule;
}

} // namespace

Result<void> Faults::replace(std::string_view text) {
    if (text.empty()) {
        rules_.clear();
        return {};
    }
    const auto value = parse_json(text);
    if (!value) {
        return fail(ErrorCode::invalid_input, R"(not JSON: expected {{"rules": […]}})");
    }
    if (const auto twice = member_twice(text)) {
        return fail(ErrorCode::invalid_input, "{}: comes twice", *twice);
    }
    const auto* const object = value->if_object();
    const auto* const list = object == nullptr ? nullptr : object->if_contains("rules");
    if (list == nullptr || !list->is_array()) {
        return fail(ErrorCode::invalid_input, "rules: is missing, or no list");
    }
    for (const auto& member : *object) {
        if (member.key() != "rules") {
            return fail(ErrorCode::invalid_input, "{}: there is no such member",
                        std::string_view{member.key()});
        }
    }
    std::vector<FaultRule> rules;
    for (const auto& row : list->get_array()) {
        const auto place = rules.size();
        if (!row.is_object()) {
            return fail(ErrorCode::invalid_input, "rules[{}]: a rule is an object", place);
        }
        auto rule = read_rule(row.get_object());
        if (!rule) {
            return fail(ErrorCode::invalid_input, "rules[{}].{}", place, rule.error().message);
        }
        rules.push_back(std::move(*rule));
    }
    rules_ = std::move(rules);
    return {};
}

std::optional<FaultRule> Faults::meet(std::string_view path, std::string_view advertiser_id,
                                      Instant now) {
    std::optional<FaultRule> met;
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        auto& rule = rules_[i];
        if ((!rule.path.empty() && rule.path != path) ||
            (!rule.advertiser_id.empty() && rule.advertiser_id != advertiser_id) ||
            (rule.from && now < *rule.from) || (rule.until && now >= *rule.until)) {
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
