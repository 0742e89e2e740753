// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/scalars.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace bayme::tiktok::decoding {
namespace {

constexpr int micros_digits = 6;
constexpr std::size_t longest_id = 64;
/// 2^63 has 19 digits; more digits than this are refused before they are counted.
constexpr int most_digits = 18;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::size_t skip_digits(std::string_view text, std::size_t at) {
    while (at < text.size() && is_digit(text[at])) {
        ++at;
    }
    return at;
}

/// The significant digits of a number and where its point stands.
struct Digits {
    std::uint64_t value = 0;
    int count = 0;     ///< significant digits in `value`
    int zeros = 0;     ///< zeros behind them, not yet in `value`
    bool full = false; ///< more digits than `value` holds

    void add(char c) {
        if (c == '0') {
            zeros += count == 0 ? 0 : 1;
            return;
        }
        if (count + zeros + 1 > most_digits) {
            full = true;
            return;
        }
        for (; zeros > 0; --zeros, ++count) {
            value *= 10;
        }
        value = value * 10 + static_cast<std::uint64_t>(c - '0');
        ++count;
    }
};

/// "E7", "e-3" at the end of a number; false for anything else.
bool read_exponent(std::string_view text, int& out) {
    text.remove_prefix(1);
    if (text.starts_with('+')) {
        text.remove_prefix(1);
    }
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc{} && end == text.data() + text.size();
}

bool scale(std::uint64_t value, int power, bool negative, Micros& out) {
    if (value == 0) {
        out = 0;
        return true;
    }
    constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<Micros>::max());
    if (power < 0) {
        return false;
    }
    for (; power > 0; --power) {
        if (value > largest / 10) {
            return false;
        }
        value *= 10;
    }
    out = negative ? -static_cast<Micros>(value) : static_cast<Micros>(value);
    return true;
}

/// Nearly every number on the wire: few digits, perhaps a point among them. False says nothing.
bool read_short_decimal(std::string_view text, Micros& out) {
    constexpr std::size_t most_characters = 12; // times a million stays within 64 bits
    constexpr std::array<Micros, micros_digits + 1> powers{1'000'000, 100'000, 10'000, 1'000,
                                                           100,       10,      1};
    if (text.empty() || text.size() > most_characters) {
        return false;
    }
    Micros value = 0;
    std::size_t point = text.size();
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto digit = static_cast<unsigned char>(text[at] - '0');
        if (digit <= 9) {
            value = value * 10 + digit;
        } else if (text[at] == '.' && point == text.size() && at > 0) {
            point = at;
        } else {
            return false;
        }
    }
    if (point == text.size()) {
        out = value * powers[0];
        return true;
    }
    const auto decimals = text.size() - point - 1;
    if (decimals == 0 || decimals >= powers.size()) {
        return false;
    }
    out = value * powers[decimals];
    return true;
}

} // namespace

std::string_view trimmed(std::string_view token) {
    while (!token.empty() && (token.back() == ' ' || token.back() == '\n' || token.back() == '\r' ||
                              token.back() == '\t')) {
        token.remove_suffix(1);
    }
    return token;
}

bool is_json_number(std::string_view token) {
    std::size_t at = token.starts_with('-') ? 1 : 0;
    const auto whole = skip_digits(token, at);
    if (whole == at || (token[at] == '0' && whole > at + 1)) {
        return false;
    }
    at = whole;
    if (at < token.size() && token[at] == '.') {
        const auto fraction = skip_digits(token, at + 1);
        if (fraction == at + 1) {
            return false;
        }
        at = fraction;
    }
    if (at < token.size() && (token[at] == 'e' || token[at] == 'E')) {
        // Out of range is still a number by the grammar.
        const auto first = at + 1 < token.size() && (token[at + 1] == '+' || token[at + 1] == '-')
                               ? at + 2
                               : at + 1;
        return first < token.size() && skip_digits(token, first) == token.size();
    }
    return at == token.size();
}

bool read_decimal(std::string_view text, Micros& out) {
    if (read_short_decimal(text, out)) {
        return true;
    }
    const bool negative = text.starts_with('-');
    std::size_t at = negative ? 1 : 0;
    const auto first = at;
    Digits digits;
    for (; at < text.size() && is_digit(text[at]); ++at) {
        digits.add(text[at]);
    }
    if (at == first) {
        return false;
    }
    int decimals = 0;
    if (at < text.size() && text[at] == '.') {
        const auto point = ++at;
        for (; at < text.size() && is_digit(text[at]); ++at) {
            digits.add(text[at]);
        }
        decimals = static_cast<int>(at - point);
        if (decimals == 0) {
            return false;
        }
    }
    int exponent = 0;
    if (at < text.size() &&
        ((text[at] != 'e' && text[at] != 'E') || !read_exponent(text.substr(at), exponent))) {
        return false;
    }
    if (digits.full || exponent > 1000 || exponent < -1000) {
        return false;
    }
    return scale(digits.value, digits.zeros - decimals + exponent + micros_digits, negative, out);
}

Read read_metric(std::string_view token, Micros& out) {
    token = trimmed(token);
    if (token.size() >= 2 && token.front() == '"' && token.back() == '"') {
        token = token.substr(1, token.size() - 2);
        if (token.empty() || token == "-") {
            return Read::nothing;
        }
    } else if (token == "null") {
        return Read::nothing;
    }
    return read_decimal(token, out) ? Read::value : Read::unreadable;
}

Read read(const JsonNode& node, std::string& out) {
    if (node.kind == JsonKind::null) {
        return Read::nothing;
    }
    if (node.kind != JsonKind::text && node.kind != JsonKind::number) {
        return Read::unreadable;
    }
    out = node.text;
    return Read::value;
}

Read read(const JsonNode& node, std::optional<std::string>& out) {
    std::string text;
    const auto outcome = read(node, text);
    if (outcome == Read::value) {
        out = std::move(text);
    }
    return outcome;
}

Read read(const JsonNode& node, std::vector<std::string>& out) {
    if (node.kind == JsonKind::null) {
        return Read::nothing;
    }
    if (node.kind != JsonKind::array) {
        return Read::unreadable;
    }
    std::vector<std::string> texts;
    for (const auto& element : node.children) {
        if (read(element, texts.emplace_back()) != Read::value) {
            return Read::unreadable;
        }
    }
    out = std::move(texts);
    return Read::value;
}

Read read_amount(const JsonNode& node, std::optional<Micros>& out) {
    if (node.kind != JsonKind::number && node.kind != JsonKind::text) {
        return node.kind == JsonKind::null ? Read::nothing : Read::unreadable;
    }
    if (node.text == "-" || node.text.empty()) {
        return Read::nothing;
    }
    Micros amount = 0;
    if (!read_decimal(node.text, amount)) {
        return Read::unreadable;
    }
    out = amount;
    return Read::value;
}

Read read_count(const JsonNode& node, std::optional<std::int64_t>& out) {
    if (node.kind == JsonKind::number || node.kind == JsonKind::text) {
        std::int64_t whole = 0;
        const auto* const end = node.text.data() + node.text.size();
        const auto [stop, error] = std::from_chars(node.text.data(), end, whole);
        if (error == std::errc{} && stop == end) {
            out = whole;
            return Read::value;
        }
    }
    std::optional<Micros> amount;
    const auto outcome = read_amount(node, amount);
    if (outcome != Read::value || *amount % micros_per_unit != 0) {
        return outcome == Read::value ? Read::unreadable : outcome;
    }
    out = *amount / micros_per_unit;
    return Read::value;
}

Read read_flag(const JsonNode& node, std::optional<bool>& out) {
    if (node.kind == JsonKind::null) {
        return Read::nothing;
    }
    const bool yes = node.text == "true" || node.text == "1";
    const bool no = node.text == "false" || node.text == "0";
    if (!yes && !no) {
        return Read::unreadable;
    }
    out = yes;
    return Read::value;
}

Read read_utc(const JsonNode& node, std::optional<Instant>& out) {
    if (node.kind == JsonKind::null || (node.kind == JsonKind::text && node.text.empty())) {
        return Read::nothing;
    }
    const bool iso = node.text.ends_with('Z');
    const auto instant = iso ? parse_instant(node.text) : parse_tiktok_utc(node.text);
    if (node.kind != JsonKind::text || !instant) {
        return Read::unreadable;
    }
    out = *instant;
    return Read::value;
}

Read read_epoch(const JsonNode& node, std::optional<Instant>& out) {
    constexpr std::int64_t year_9999 = 253'402'300'799;
    std::optional<std::int64_t> count;
    const auto outcome = read_count(node, count);
    if (outcome != Read::value) {
        return outcome;
    }
    if (*count < 0 || *count > year_9999) {
        return Read::unreadable;
    }
    out = Instant{seconds{*count}};
    return Read::value;
}

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= longest_id && std::ranges::all_of(text, [](char c) {
        return c > 0x20 && c < 0x7F && c != '"' && c != '\\';
    });
}

} // namespace bayme::tiktok::decoding
