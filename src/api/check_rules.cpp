// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/check_rules.hpp"

#include "base/json_text.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>

namespace bayme::api {
namespace {

constexpr std::int64_t most_quoted = 64;

bool starts_code_point(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80;
}

/// Patterns are constants of the program: few, compiled once, kept for good.
const re2::RE2& compiled(std::string_view pattern) {
    static std::mutex mutex;
    static std::map<std::string_view, std::unique_ptr<re2::RE2>> patterns;
    const std::scoped_lock lock(mutex);
    auto& entry = patterns[pattern];
    if (!entry) {
        entry = std::make_unique<re2::RE2>(re2::StringPiece{pattern.data(), pattern.size()},
                                           re2::RE2::Quiet);
    }
    return *entry;
}

std::optional<std::string> outside(std::string_view what, std::int64_t count, const Rule& rule) {
    if (count >= rule.least && count <= rule.most) {
        return std::nullopt;
    }
    return fmt::format("has {} {}, {} to {} are allowed", count, what, rule.least, rule.most);
}

std::string allowed_of(const Rule& rule) {
    std::string all;
    for (const auto& one : rule.allowed) {
        if (!one.empty()) {
            all += fmt::format("{}{}", all.empty() ? "" : ", ", one);
        }
    }
    return all;
}

} // namespace

std::int64_t count_code_points(std::string_view text) {
    return std::ranges::count_if(text, starts_code_point);
}

std::string quoted(std::string_view text) {
    std::int64_t seen = 0;
    std::size_t end = 0;
    while (end < text.size() && (!starts_code_point(text[end]) || seen++ < most_quoted)) {
        ++end;
    }
    auto out = json_string(text.substr(0, end));
    return end < text.size() ? out + "…" : out;
}

std::optional<std::string> integer_problem(const Rule& rule, std::int64_t number) {
    if (rule.kind != RuleKind::range || (number >= rule.least && number <= rule.most)) {
        return std::nullopt;
    }
    return fmt::format("{} is not between {} and {}", number, rule.least, rule.most);
}

std::optional<std::string> items_problem(const Rule& rule, std::size_t count) {
    if (rule.kind != RuleKind::items) {
        return std::nullopt;
    }
    return outside("items", static_cast<std::int64_t>(count), rule);
}

std::optional<std::string> text_problem(const Rule& rule, std::string_view text, bool is_secret) {
    if (rule.kind == RuleKind::length) {
        return outside("characters", count_code_points(text), rule);
    }
    if (is_secret) {
        return std::nullopt;
    }
    if (rule.kind == RuleKind::pattern &&
        !re2::RE2::FullMatch(re2::StringPiece{text.data(), text.size()}, compiled(rule.pattern))) {
        return fmt::format("{} does not match {}", quoted(text), rule.pattern);
    }
    if (rule.kind == RuleKind::one_of &&
        (text.empty() || std::ranges::find(rule.allowed, text) == rule.allowed.end())) {
        return fmt::format("{} is not one of {}", quoted(text), allowed_of(rule));
    }
    return std::nullopt;
}

bool pattern_compiles(const Rule& rule) {
    return rule.kind != RuleKind::pattern || compiled(rule.pattern).ok();
}

} // namespace bayme::api
