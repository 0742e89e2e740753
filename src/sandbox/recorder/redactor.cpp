// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/recorder/redactor.hpp"

#include "http/message.hpp"
#include "sandbox/parameters.hpp"
#include "sandbox/recorder/json_texts.hpp"
#include "sandbox/recorder/people.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace bayme::sandbox {

namespace {

/// From here on a value is told apart from others by itself, whatever stands around it.
constexpr std::size_t long_enough = 16;
/// Shorter ones are taken out only of the member that names them.
constexpr std::size_t too_short = 6;

constexpr std::int64_t first_number = 9'000'000'000'000'000'000;

bool is_word(char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
           (letter >= 'A' && letter <= 'Z') || letter == '_';
}

bool is_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_counted(std::string_view text, std::string_view start, std::string_view end = {}) {
    if (!text.starts_with(start) || !text.ends_with(end) ||
        text.size() <= start.size() + end.size()) {
        return false;
    }
    return is_digits(text.substr(start.size(), text.size() - start.size() - end.size()));
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at)) {
        const bool starts = at == 0 || !is_word(text[at - 1]);
        const auto after = at + what.size();
        const bool ends = after == text.size() || !is_word(text[after]);
        if (what.size() < long_enough && !(starts && ends)) {
            ++at;
            continue;
        }
        text.replace(at, what.size(), with);
        at += with.size();
    }
}

std::string shaped(Private kind, std::int64_t number) {
    switch (kind) {
    case Private::token:
        return fmt::format("redacted-token-{}", number);
    case Private::code:
        return fmt::format("redacted-code-{}", number);
    case Private::secret:
        return fmt::format("redacted-secret-{}", number);
    case Private::app:
        return fmt::format("redacted-app-{}", number);
    case Private::mail:
        return fmt::format("person{}@redacted.invalid", number);
    case Private::phone:
        return fmt::format("+999{:08}", number);
    case Private::person:
        return fmt::format("Person {}", number);
    case Private::person_id:
        return fmt::format("redacted-person-{}", number);
    case Private::picture:
        return fmt::format("https://redacted.invalid/{}", number);
    case Private::place:
        break;
    }
    return fmt::format("redacted-place-{}", number);
}

/// JSON inside a text: the filters of a query, the file of a change log.
bool holds_json(std::string_view text) {
    return (text.starts_with('{') || text.starts_with('[')) && parse_json(text).has_value();
}

} // namespace

bool is_placeholder(std::string_view value) {
    for (const auto* const word : {"token", "code", "secret", "app", "person", "place"}) {
        if (is_counted(value, fmt::format("redacted-{}-", word))) {
            return true;
        }
    }
    return is_counted(value, "person", "@redacted.invalid") || is_counted(value, "+999000") ||
           is_counted(value, "Person ") || is_counted(value, "https://redacted.invalid/") ||
           (value.size() == 19 && is_counted(value, "90000000000"));
}

std::string Redactor::placeholder(Private kind, std::string_view value) {
    if (value.empty() || is_placeholder(value)) {
        return std::string{value};
    }
    auto found = placeholders_.find(value);
    if (found == placeholders_.end()) {
        // Where digits stood, digits have to stand: they may be a number.
        auto made = is_digits(value) ? fmt::format("{}", first_number + ++numbers_)
                                     : shaped(kind, ++counts_[kind]);
        found = placeholders_.emplace(value, std::move(made)).first;
    }
    if (is_credential(kind) && value.size() >= too_short) {
        credentials_.insert(*found);
    }
    return found->second;
}

std::string Redactor::without_credentials(std::string_view text) const {
    std::string out{text};
    for (const auto& [value, placeholder] : credentials_) {
        replace_all(out, value, placeholder);
        if (const auto escaped = http::percent_encode(value); escaped != value) {
            replace_all(out, escaped, placeholder);
        }
    }
    return out;
}

/// `name=value` of an address or a form inside a text. A word of an advertised page's own query is
/// blanked, but not hunted elsewhere unless it is as long as a credential is.
std::string Redactor::without_named(std::string_view text) {
    // The address a consent page sends a browser back to says its code twice.
    const Side side{.request = true, .path = text.contains("auth_code=") ? "oauth" : ""};
    constexpr std::string_view ends = "&;#\"'<> \t\r\n";
    std::string out;
    std::size_t kept = 0;
    for (auto at = text.find('='); at != std::string_view::npos;
         at = text.find('=', std::max(at + 1, kept))) {
        auto start = at;
        while (start > kept && (is_word(text[start - 1]) || text[start - 1] == '-')) {
            --start;
        }
        const auto kind = private_kind(text.substr(start, at - start), side);
        const auto end = std::min(text.find_first_of(ends, at + 1), text.size());
        if (!kind || end == at + 1) {
            continue;
        }
        const auto raw = text.substr(at + 1, end - at - 1);
        const auto value = http::percent_decode(raw, true).value_or(std::string{raw});
        const bool hunted = !is_credential(*kind) || value.size() >= long_enough;
        out.append(text.substr(kept, at + 1 - kept));
        out.append(hunted || is_placeholder(value) ? placeholder(*kind, value)
                                                   : std::string{"redacted"});
        kept = end;
    }
    return out.append(text.substr(kept));
}

std::string Redactor::text(std::string_view text) {
    auto out = text.find('=') == std::string_view::npos ? std::string{text} : without_named(text);
    out = without_credentials(out);
    out = replace_mails(out, [this](std::string_view found) {
        // Escaped or not, it is the same address.
        const auto plain = http::percent_decode(found, false);
        return placeholder(Private::mail, plain ? std::string_view{*plain} : found);
    });
    return replace_phones(
        out, [this](std::string_view found) { return placeholder(Private::phone, found); });
}

std::string Redactor::member(std::string_view name, std::string_view value, const Side& side) {
    if (const auto kind = private_kind(name, side)) {
        return placeholder(*kind, value);
    }
    return holds_json(value) ? json(value, side) : text(value);
}

std::string Redactor::body(std::string_view body, const Side& side) {
    const auto first = body.find_first_not_of(" \t\r\n");
    const bool is_json =
        first != std::string_view::npos && (body[first] == '{' || body[first] == '[');
    // Once more over the whole: what is broken may hide a text from the walk through it.
    return is_json ? without_credentials(json(body, side)) : text(body);
}

std::string Redactor::json(std::string_view body, const Side& side) {
    return replace_scalars(body, [&](const JsonScalar& scalar) -> std::optional<std::string> {
        std::string now;
        if (scalar.key) {
            now = text(scalar.value);
        } else if (!scalar.number) {
            now = member(scalar.name, scalar.value, side);
        } else if (const auto kind = private_kind(scalar.name, side);
                   kind && is_digits(scalar.value) && scalar.value != "0") {
            now = placeholder(*kind, scalar.value);
        } else {
            now = without_credentials(scalar.value);
        }
        return now == scalar.value ? std::nullopt : std::optional{std::move(now)};
    });
}

} // namespace bayme::sandbox
