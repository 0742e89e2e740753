// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "storage/job.hpp"

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::jobs {

// A value as the text it is stored as, and back. parse_value() answers false for any other text.
inline std::string value_text(const std::string& value) {
    return value;
}
template <typename Tag>
std::string value_text(const Id<Tag>& value) {
    return value.text();
}
std::string value_text(bool value); ///< "yes", "no"
std::string value_text(std::int64_t value);
std::string value_text(const Day& value);

bool parse_value(std::string_view text, std::string& value);
template <typename Tag>
bool parse_value(std::string_view text, Id<Tag>& value) {
    value = Id<Tag>{text};
    return !text.empty();
}
bool parse_value(std::string_view text, bool& value);
bool parse_value(std::string_view text, std::int64_t& value);
bool parse_value(std::string_view text, Day& value);

/// An enumeration whose values count from 0 and whose names `names_of(Enum)`, found beside it, has
/// in their order.
template <typename Enum>
concept NamedEnum = std::is_enum_v<Enum> && requires(Enum value) {
    { names_of(value) } -> std::convertible_to<std::span<const std::string_view>>;
};
template <NamedEnum Enum>
std::string value_text(Enum value) {
    return std::string{
        std::span<const std::string_view>{names_of(value)}[static_cast<std::size_t>(value)]};
}
template <NamedEnum Enum>
bool parse_value(std::string_view text, Enum& value) {
    const std::span<const std::string_view> names{names_of(value)};
    const auto found = std::ranges::find(names, text);
    value = static_cast<Enum>(found - names.begin());
    return found != names.end();
}

/// Takes the arguments of a stored job apart. Remembers the first thing that is wrong.
class ArgumentReader {
public:
    ArgumentReader(std::string_view kind, std::span<const storage::JobArgument> stored)
        : kind_(kind), stored_(stored), taken_(stored.size()) {}

    template <typename T>
    void read(std::string_view name, T& value) {
        const auto texts = take(name);
        if (texts.size() != 1) {
            wrong(name, texts.empty() ? "is missing" : "comes more than once");
        } else {
            parse(name, texts[0], value);
        }
    }
    template <typename T>
    void read(std::string_view name, std::optional<T>& value) {
        const auto texts = take(name);
        if (texts.size() > 1) {
            wrong(name, "comes more than once");
        } else if (!texts.empty()) {
            parse(name, texts[0], value.emplace());
        }
    }
    template <typename T>
    void read(std::string_view name, std::vector<T>& values) {
        for (const auto text : take(name)) {
            parse(name, text, values.emplace_back());
        }
    }
    /// @return internal with reason "job_arguments" when one was wrong, missing or is unknown.
    [[nodiscard]] Result<void> finish() const;

private:
    std::vector<std::string_view> take(std::string_view name);
    void wrong(std::string_view name, std::string_view how);
    template <typename T>
    void parse(std::string_view name, std::string_view text, T& value) {
        if (!parse_value(text, value)) {
            wrong(name, fmt::format("cannot be \"{}\"", text));
        }
    }

    std::string_view kind_;
    std::span<const storage::JobArgument> stored_;
    std::vector<bool> taken_;
    std::string problem_;
};

} // namespace bayme::jobs
