// SPDX-License-Identifier: LicenseRef-Bayme
#include "changes/amount.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace bayme::changes {
namespace {

constexpr std::size_t group_size = 3;

std::unexpected<Error> unreadable(std::string message) {
    return fail(Error{ErrorCode::invalid_input, std::move(message)}.because("value"));
}

std::unexpected<Error> no_amount(std::string_view typed) {
    return unreadable(fmt::format("\"{}\" is no amount: write it like 1234.50", typed));
}

/// What people part thousands with and never decimals, all as one blank.
std::string with_plain_blanks(std::string_view typed) {
    // A no-break, a thin and a narrow no-break space, both apostrophes.
    constexpr std::array<std::string_view, 5> others{"\u00A0", "\u2009", "\u202F", "'", "\u2019"};
    std::string text;
    while (!typed.empty()) {
        const auto* const found = std::ranges::find_if(
            others, [&](std::string_view other) { return typed.starts_with(other); });
        text += found == others.end() ? typed.front() : ' ';
        typed.remove_prefix(found == others.end() ? 1 : found->size());
    }
    const auto first = text.find_first_not_of(' ');
    return first == std::string::npos ? std::string{}
                                      : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts{""};
    for (const char letter : text) {
        if (letter == separator) {
            parts.emplace_back();
        } else {
            parts.back() += letter;
        }
    }
    return parts;
}

/// "1.234" parted by points -> "1234"; empty when the groups are none of thousands.
std::string without_groups(const std::string& whole, char separator) {
    const auto parts = split(whole, separator);
    std::string digits;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool fits =
            parts.size() == 1 ||
            (i == 0 ? !parts[i].empty() && parts[i].size() <= group_size + (parts[i][0] == '-')
                    : parts[i].size() == group_size);
        if (!fits) {
            return {};
        }
        digits += parts[i];
    }
    return digits;
}

char grouping_of(const std::string& text, char decimal) {
    const char other = decimal == '.' ? ',' : '.';
    return text.contains(' ') ? ' ' : other;
}

} // namespace

Result<Micros> read_amount(std::string_view typed, const Currency& currency) {
    const auto text = with_plain_blanks(typed);
    const auto last = text.find_last_of(".,");
    const auto marks = std::ranges::count_if(text, [](char c) { return c == '.' || c == ','; });
    std::string plain;
    if (last == std::string::npos) {
        plain = without_groups(text, ' ');
    } else if (marks > 1 && std::ranges::count(text, text[last]) == marks) {
        plain =
            without_groups(text, text[last]); // "1.000.000": points that can only part thousands
    } else {
        const auto decimals = text.substr(last + 1);
        const bool alone = marks == 1 && !text.contains(' ');
        const bool expected = text[last] == '.' && currency.digits() == 3;
        if (alone && decimals.size() == group_size && !expected) {
            return unreadable(
                fmt::format("\"{}\" can be read with and without decimals: write {}{} "
                            "or {}.00",
                            typed, text.substr(0, last), decimals, text.substr(0, last)));
        }
        const auto whole = without_groups(text.substr(0, last), grouping_of(text, text[last]));
        plain = whole.empty() ? whole : fmt::format("{}.{}", whole, decimals);
    }
    const auto micros = parse_micros(plain);
    return micros ? micros : no_amount(typed);
}

} // namespace bayme::changes
