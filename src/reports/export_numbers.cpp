// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports/export_numbers.hpp"

#include <algorithm>
#include <array>

namespace bayme::reports {
namespace {

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

bool is_letter(char letter) {
    return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z');
}

/// Blanks, the narrow and no-break ones included, and currency signs.
std::string_view unspoken_at(std::string_view text) {
    constexpr std::array<std::string_view, 13> all{
        " ",           "\t",           "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89", "'",
        "$",           "\xE2\x82\xAC", "\xC2\xA3", "\xC2\xA5",     "\xE2\x82\xB9", "\xE2\x82\xA9",
        "\xE2\x80\x99"};
    for (const auto one : all) {
        if (text.starts_with(one)) {
            return one;
        }
    }
    return {};
}

/// The text without blanks and signs of currencies.
std::string spoken(std::string_view text) {
    std::string rest;
    while (!text.empty()) {
        const auto skipped = unspoken_at(text);
        if (skipped.empty()) {
            rest += text.front();
        }
        text.remove_prefix(std::max<std::size_t>(skipped.size(), 1));
    }
    return rest;
}

bool is_nothing(std::string_view text) {
    constexpr std::array<std::string_view, 8> words{"",    "-",   "--",  "\xE2\x80\x93",
                                                    "n/a", "N/A", "NaN", "\xE2\x80\x94"};
    return std::ranges::find(words, text) != words.end();
}

std::unexpected<Error> no_number(std::string_view text) {
    return fail(ErrorCode::invalid_input, "\"{}\" is no number", text);
}

/// The digits with their signs: "1,234.50" of "USD1,234.50%".
std::string_view digits_of(std::string_view text) {
    const auto first = text.find_first_of("0123456789.,");
    const auto last = text.find_last_of("0123456789");
    return first == text.npos || last == text.npos || last < first
               ? std::string_view{}
               : text.substr(first, last + 1 - first);
}

/// Which sign these digits can only mean as a decimal one; nothing when both are possible.
std::optional<DecimalSign> voice_of(std::string_view digits) {
    const auto last = digits.find_last_of(".,");
    if (last == digits.npos) {
        return std::nullopt;
    }
    const char sign = digits[last];
    const char other = sign == '.' ? ',' : '.';
    const auto behind = digits.size() - last - 1;
    const auto same = std::ranges::count(digits, sign);
    if (digits.contains(other)) {
        return static_cast<DecimalSign>(same > 1 ? other : sign);
    }
    if (same > 1) {
        return static_cast<DecimalSign>(other);
    }
    const bool grouped = behind == 3 && last > 0 && last <= 3 && digits.front() != '0';
    return grouped ? std::nullopt : std::optional{static_cast<DecimalSign>(sign)};
}

/// Takes the groups apart: 1 to 3 digits, then threes (twos in between, as India writes lakhs).
bool is_grouped_well(std::string_view whole, char group) {
    const auto last = whole.rfind(group);
    if (last == whole.npos) {
        return true;
    }
    bool good = whole.size() - last - 1 == 3;
    for (auto rest = whole.substr(0, last); good && !rest.empty();) {
        const auto at = rest.rfind(group);
        const auto size = at == rest.npos ? rest.size() : rest.size() - at - 1;
        good = at == rest.npos ? size >= 1 && size <= 3 : size == 2 || size == 3;
        rest = at == rest.npos ? std::string_view{} : rest.substr(0, at);
    }
    return good && last > 0;
}

} // namespace

Result<DecimalSign> decimal_sign_of(const std::vector<std::string_view>& numbers, char delimiter) {
    std::optional<DecimalSign> found;
    std::string_view witness;
    for (const auto number : numbers) {
        const auto text = spoken(number);
        const auto voice = voice_of(digits_of(text));
        if (voice && found && *voice != *found) {
            return fail(Error{ErrorCode::invalid_input,
                              fmt::format("\"{}\" and \"{}\" cannot be numbers of one file: is the "
                                          "point or the comma the decimal sign?",
                                          witness, number)}
                            .because("two_decimal_signs"));
        }
        if (voice && !found) {
            found = voice;
            witness = number;
        }
    }
    return found.value_or(delimiter == ';' ? DecimalSign::comma : DecimalSign::point);
}

Result<std::optional<ShownNumber>> read_shown(std::string_view text, DecimalSign sign) {
    auto rest = spoken(text);
    if (is_nothing(rest)) {
        return std::optional<ShownNumber>{};
    }
    ShownNumber shown;
    bool negative = false;
    if (rest.starts_with('(') && rest.ends_with(')')) {
        negative = true;
        rest = rest.substr(1, rest.size() - 2);
    }
    if (rest.ends_with('%')) {
        shown.percent = true;
        rest.pop_back();
    }
    const auto take_letters = [&](std::size_t from, std::size_t count) {
        shown.currency += rest.substr(from, count);
        rest.erase(from, count);
    };
    if (rest.starts_with('-')) {
        negative = true;
        rest.erase(0, 1);
    }
    take_letters(
        0, static_cast<std::size_t>(std::ranges::find_if_not(rest, is_letter) - rest.begin()));
    if (rest.starts_with('-')) {
        negative = true;
        rest.erase(0, 1);
    }
    const auto tail = rest.find_last_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    if (tail != rest.npos) {
        take_letters(tail + 1, rest.npos);
    }
    const char point = static_cast<char>(sign);
    const char group = sign == DecimalSign::point ? ',' : '.';
    const auto at = rest.find(point);
    const std::string whole = rest.substr(0, at);
    const std::string fraction = at == rest.npos ? std::string{} : rest.substr(at + 1);
    if (!is_grouped_well(whole, group) || !std::ranges::all_of(fraction, is_digit) ||
        (whole.empty() && fraction.empty())) {
        return no_number(text);
    }
    std::string plain = negative ? "-" : "";
    std::ranges::copy_if(whole.empty() ? std::string{"0"} : whole, std::back_inserter(plain),
                         [&](char letter) { return letter != group; });
    shown.decimals = static_cast<int>(fraction.size());
    const auto micros = parse_micros(fraction.empty() ? plain : plain + "." + fraction);
    if (!micros) {
        return no_number(text);
    }
    shown.micros = *micros;
    return std::optional{shown};
}

bool reads_like(Micros exact, const ShownNumber& shown) {
    Micros unit = 1;
    for (int i = shown.decimals; i < 6; ++i) {
        unit *= 10;
    }
    const auto apart = exact > shown.micros ? exact - shown.micros : shown.micros - exact;
    return apart == 0 || apart <= unit / 2;
}

Result<Day> read_shown_day(std::string_view text) {
    const auto refuse = [&] {
        return fail(ErrorCode::invalid_input,
                    "\"{}\" is no day as in 2026-03-01: choose that format of dates and export "
                    "again",
                    text);
    };
    std::array<int, 3> parts{};
    std::array<std::size_t, 3> lengths{};
    std::size_t part = 0;
    const auto date = text.substr(0, text.find_first_of(" T"));
    for (const char letter : date) {
        if (is_digit(letter) && lengths[part] < 8) {
            parts[part] = parts[part] * 10 + (letter - '0');
            ++lengths[part];
        } else if ((letter == '-' || letter == '/' || letter == '.') && part < 2) {
            ++part;
        } else {
            return refuse();
        }
    }
    if (part == 0 && lengths[0] == 8) {
        parts = {parts[0] / 10000, parts[0] / 100 % 100, parts[0] % 100};
    } else if (part != 2 || lengths[0] != 4 || lengths[1] == 0 || lengths[1] > 2 ||
               lengths[2] == 0 || lengths[2] > 2) {
        return refuse();
    }
    auto day = Day::parse(fmt::format("{:04}-{:02}-{:02}", parts[0], parts[1], parts[2]));
    return day ? day : refuse();
}

} // namespace bayme::reports
