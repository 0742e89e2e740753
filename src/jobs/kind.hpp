// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "jobs/arguments.hpp"

#include <tuple>

namespace bayme::jobs {

/// A member of an argument struct and the name it is stored under.
template <typename Arguments, typename T>
struct Argument {
    const char* name;
    T Arguments::* member;
};

/// A kind of job, declared once: what it is called and the arguments it takes. A plain member is
/// always stored, an optional one when it has a value, a vector once a value.
template <typename Arguments, typename... Ts>
struct Kind {
    const char* name;  ///< as it is stored: "sync.account"
    const char* title; ///< for people: "Sync of an account"
    std::tuple<Argument<Arguments, Ts>...> members;

    [[nodiscard]] std::vector<storage::JobArgument> encode(const Arguments& arguments) const {
        std::vector<storage::JobArgument> stored;
        const auto put = [&](const char* named, const auto& value) {
            append(stored, named, value);
        };
        std::apply([&](const auto&... each) { (put(each.name, arguments.*each.member), ...); },
                   members);
        return stored;
    }

    /// @return internal with reason "job_arguments" when one is wrong, missing or unknown: nothing
    ///         is guessed.
    [[nodiscard]] Result<Arguments> decode(std::span<const storage::JobArgument> stored) const {
        Arguments arguments{};
        ArgumentReader reader{name, stored};
        std::apply(
            [&](const auto&... each) { (reader.read(each.name, arguments.*each.member), ...); },
            members);
        BAYME_CHECK(reader.finish());
        return arguments;
    }

private:
    template <typename T>
    static void append(std::vector<storage::JobArgument>& stored, const char* named,
                       const T& value) {
        stored.push_back({named, value_text(value)});
    }
    template <typename T>
    static void append(std::vector<storage::JobArgument>& stored, const char* named,
                       const std::optional<T>& value) {
        if (value) {
            stored.push_back({named, value_text(*value)});
        }
    }
    template <typename T>
    static void append(std::vector<storage::JobArgument>& stored, const char* named,
                       const std::vector<T>& values) {
        for (const auto& value : values) {
            stored.push_back({named, value_text(value)});
        }
    }
};

/// The arguments of a kind that takes none, such as one that a schedule asks for.
struct NoArguments {};

template <typename Arguments, typename... Ts>
constexpr Kind<Arguments, Ts...> declare_kind(const char* name, const char* title,
                                              Argument<Arguments, Ts>... members) {
    return {name, title, {members...}};
}

} // namespace bayme::jobs
