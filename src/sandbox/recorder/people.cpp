// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/recorder/people.hpp"

#include <algorithm>

namespace bayme::sandbox {

namespace {

constexpr bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

constexpr bool is_alphanumeric(char letter) {
    return is_digit(letter) || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

/// Letters beyond ASCII belong to addresses too.
constexpr bool is_of_mailbox(char letter) {
    return is_alphanumeric(letter) || static_cast<unsigned char>(letter) >= 0x80 ||
           std::string_view{"._+-*'"}.find(letter) != std::string_view::npos;
}

constexpr bool is_of_host(char letter) {
    return is_alphanumeric(letter) || static_cast<unsigned char>(letter) >= 0x80 ||
           std::string_view{".-*"}.find(letter) != std::string_view::npos;
}

/// How long the sign between mailbox and host is here; 0 for none.
std::size_t sign_at(std::string_view text, std::size_t at) {
    return text[at] == '@' ? 1 : text.substr(at).starts_with("%40") ? 3 : 0;
}

} // namespace

std::string replace_mails(std::string_view text, const ReplaceText& replace) {
    std::string out;
    std::size_t kept = 0; // everything before it is in `out`
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto sign = sign_at(text, at);
        if (sign == 0) {
            continue;
        }
        auto start = at;
        while (start > kept && is_of_mailbox(text[start - 1])) {
            --start;
        }
        auto end = at + sign;
        while (end < text.size() && is_of_host(text[end])) {
            ++end;
        }
        // The full stop of a sentence is none of the host.
        while (end > at + sign && (text[end - 1] == '.' || text[end - 1] == '-')) {
            --end;
        }
        if (start == at || end == at + sign) {
            continue;
        }
        out.append(text.substr(kept, start - kept));
        out.append(replace(text.substr(start, end - start)));
        kept = end;
        at = end - 1;
    }
    return out.append(text.substr(kept));
}

std::string replace_phones(std::string_view text, const ReplaceText& replace) {
    constexpr std::ptrdiff_t fewest = 8;
    constexpr std::ptrdiff_t most = 18;
    std::string out;
    std::size_t kept = 0;
    for (std::size_t at = text.find('+'); at != std::string_view::npos;
         at = text.find('+', std::max(at + 1, kept))) {
        auto end = at + 1;
        while (end < text.size() &&
               (is_digit(text[end]) || text[end] == '*' || text[end] == ' ' || text[end] == '-')) {
            ++end;
        }
        while (end > at + 1 && (text[end - 1] == ' ' || text[end - 1] == '-')) {
            --end;
        }
        const auto number = text.substr(at, end - at);
        const auto digits = std::ranges::count_if(
            number, [](char letter) { return is_digit(letter) || letter == '*'; });
        if (number.size() < 2 || !is_digit(number[1]) || digits < fewest || digits > most) {
            continue;
        }
        out.append(text.substr(kept, at - kept)).append(replace(number));
        kept = end;
    }
    return out.append(text.substr(kept));
}

} // namespace bayme::sandbox
