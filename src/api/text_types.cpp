// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/describe.hpp"

namespace bayme::api::detail {
namespace {

/// A text kind whose value is read by `parse` and written by `write`.
template <typename T, auto parse, auto write>
TypeInfo parsed_text(std::string_view format, std::string_view expected) {
    return {.kind = Kind::text,
            .get_text = [](const void* value) { return write(*static_cast<const T*>(value)); },
            .set_text = [](void* value, std::string_view text) -> Result<void> {
                BAYME_TRY(*static_cast<T*>(value), parse(text));
                return {};
            },
            .format = format,
            .expected = expected};
}

/// Day::parse also takes TikTok's stat_time_day, which is not ours to accept.
Result<Day> parse_plain_day(std::string_view text) {
    if (text.size() != 10) {
        return fail(ErrorCode::invalid_input, "no day: \"{}\"", text);
    }
    return Day::parse(text);
}
std::string write_day(const Day& day) {
    return day.text();
}

std::string write_currency(const Currency& currency) {
    return std::string{currency.text()};
}

Result<Decimal> parse_decimal(std::string_view text) {
    BAYME_TRY(const auto micros, parse_micros(text));
    return Decimal{micros};
}
std::string write_decimal(const Decimal& decimal) {
    return format_micros(decimal.micros);
}

} // namespace

TypeInfo plain_text() {
    return {.kind = Kind::text,
            .get_text = [](const void* value) { return *static_cast<const std::string*>(value); },
            .set_text = [](void* value, std::string_view text) -> Result<void> {
                *static_cast<std::string*>(value) = text;
                return {};
            }};
}

TypeInfo secret_text() {
    return {.kind = Kind::secret,
            .set_text = [](void* value, std::string_view text) -> Result<void> {
                *static_cast<SecretText*>(value) = SecretText{std::string{text}};
                return {};
            },
            .format = "password"};
}

TypeInfo instant_text() {
    return parsed_text<Instant, &parse_instant, &format_instant>(
        "date-time", "an instant such as 2026-03-01T14:20:05Z");
}

TypeInfo day_text() {
    return parsed_text<Day, &parse_plain_day, &write_day>("date", "a day such as 2026-03-01");
}

TypeInfo currency_text() {
    return parsed_text<Currency, &Currency::parse, &write_currency>("currency",
                                                                    "a currency such as EUR");
}

TypeInfo decimal_text() {
    return parsed_text<Decimal, &parse_decimal, &write_decimal>(
        "decimal", "a decimal number with at most six decimals, as text");
}

TypeInfo json_value() {
    return {.kind = Kind::json,
            .get_text = [](const void* value) { return static_cast<const Json*>(value)->text; },
            .set_text = [](void* value, std::string_view text) -> Result<void> {
                static_cast<Json*>(value)->text = text;
                return {};
            },
            .expected = "any JSON"};
}

TypeInfo boolean_value() {
    return {.kind = Kind::boolean,
            .get_integer =
                [](const void* value) {
                    return static_cast<std::int64_t>(*static_cast<const bool*>(value));
                },
            .set_integer = [](void* value,
                              std::int64_t integer) { *static_cast<bool*>(value) = integer != 0; },
            .expected = "true or false"};
}

} // namespace bayme::api::detail
