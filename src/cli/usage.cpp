// SPDX-License-Identifier: LicenseRef-Bayme
#include "cli/usage.hpp"

#include "base/nearest.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <iterator>

namespace bayme::cli {
namespace {

using Arguments = std::vector<std::string>;
using Apps = std::vector<const CLI::App*>;
using Options = std::vector<const CLI::Option*>;

/// The program, then each command that was recognised. They share their options.
Apps commands_of(const CLI::App& app) {
    Apps commands{&app};
    for (auto inner = app.get_subcommands(); !inner.empty();
         inner = inner.front()->get_subcommands()) {
        commands.push_back(inner.front());
    }
    return commands;
}

Options options_of(const Apps& commands) {
    Options all;
    for (const auto* command : commands) {
        std::ranges::copy(command->get_options(), std::back_inserter(all));
    }
    return all;
}

/// "own-accounts connect"; "bayme" when no command was recognised.
std::string words_of(const Apps& commands) {
    std::vector<std::string> words;
    for (const auto* command : commands) {
        words.push_back(command->get_name());
    }
    if (words.size() > 1) {
        words.erase(words.begin());
    }
    return fmt::format("{}", fmt::join(words, " "));
}

/// "a", "a and b", "a, b and c".
std::string listed(const std::vector<std::string>& names, std::string_view last = "and") {
    if (names.size() < 2) {
        return names.empty() ? std::string{} : names.front();
    }
    return fmt::format("{} {} {}", fmt::join(names.begin(), names.end() - 1, ", "), last,
                       names.back());
}

std::string listed(const Options& options, std::string_view last = "and") {
    std::vector<std::string> names;
    std::ranges::transform(options, std::back_inserter(names),
                           [](const auto* option) { return option->get_name(); });
    return listed(names, last);
}

std::vector<std::string> names_of(const std::vector<const CLI::App*>& commands) {
    std::vector<std::string> names;
    for (const auto* command : commands) {
        if (!command->get_name().empty() && !command->get_group().empty()) {
            names.push_back(command->get_name());
        }
    }
    return names;
}

/// Options one below the other, each with what it is.
std::string explained(const Options& options) {
    std::string lines;
    for (const auto* option : options) {
        lines += fmt::format("\n  {}: {}", option->get_name(), option->get_description());
    }
    return lines;
}

const CLI::Option* find(const Options& options, std::string_view word) {
    const auto found = std::ranges::find_if(options, [&](const auto* option) {
        return !option->get_positional() && option->check_name(std::string{word});
    });
    return found == options.end() ? nullptr : *found;
}

/// The first word that should name a command and does not. Options and their values are passed
/// over.
std::string unknown_command(const CLI::App& app, const Arguments& arguments) {
    const auto* at = &app;
    bool is_value = false;
    for (const auto& word : arguments) {
        if (is_value || word.starts_with('-')) {
            is_value = word == "--config" || word == "--data";
            continue;
        }
        const auto verbs =
            at->get_subcommands([](const CLI::App* verb) { return !verb->get_name().empty(); });
        std::vector<std::string_view> names;
        const CLI::App* found = nullptr;
        for (const auto* verb : verbs) {
            names.push_back(verb->get_name());
            found = verb->get_name() == word ? verb : found;
        }
        if (names.empty()) {
            return {};
        }
        if (found == nullptr) {
            const auto meant = nearest_name(word, names);
            return fmt::format("there is no command \"{}\"{}", word,
                               meant ? fmt::format("; did you mean \"{}\"?", *meant) : ".");
        }
        at = found;
    }
    return {};
}

std::string missing(const Apps& commands) {
    const auto command = words_of(commands);
    Options needed;
    for (const auto* option : options_of(commands)) {
        if (option->get_required() && option->count() == 0) {
            needed.push_back(option);
        }
    }
    if (!needed.empty()) {
        return fmt::format("\"{}\" needs {}.{}", command, listed(needed), explained(needed));
    }
    const auto inner =
        names_of(commands.back()->get_subcommands([](const CLI::App* /*any*/) { return true; }));
    if (commands.size() == 1) {
        return "there is no command in it. `bayme demo` tries everything against a simulated "
               "TikTok.";
    }
    if (!inner.empty()) {
        return fmt::format("\"{}\" needs one more word: {}.", command, listed(inner, "or"));
    }
    return {};
}

/// A choice of options of which exactly one is wanted.
std::string wrong_choice(const Apps& commands) {
    for (const auto* group : commands.back()->get_subcommands(
             [](const CLI::App* one) { return one->get_name().empty(); })) {
        const auto options = std::as_const(*group).get_options(
            [](const CLI::Option* option) { return option->get_name() != "--help"; });
        const auto used =
            std::ranges::count_if(options, [](const auto* option) { return option->count() > 0; });
        if (used != 1) {
            return fmt::format("\"{}\" needs {} of {}.{}", words_of(commands),
                               used == 0 ? "one" : "only one", listed(options, "or"),
                               explained(options));
        }
    }
    return {};
}

std::string surplus(const CLI::App& app, const Apps& commands) {
    const auto words = app.remaining(true);
    if (words.empty()) {
        return {};
    }
    const auto& word = words.front();
    if (!word.starts_with('-')) {
        return fmt::format("\"{}\" is one word too many for \"{}\".", word, words_of(commands));
    }
    const auto bare = word.substr(0, word.find('='));
    std::vector<std::string> names;
    for (const auto* option : options_of(commands)) {
        if (!option->get_positional()) {
            names.push_back(option->get_name());
        }
    }
    const std::vector<std::string_view> known{names.begin(), names.end()};
    const auto meant = nearest_name(bare, known);
    return fmt::format("\"{}\" has no option \"{}\"{}", words_of(commands), bare,
                       meant ? fmt::format("; did you mean \"{}\"?", *meant) : ".");
}

/// Too few values, or too many.
std::string miscounted(const Apps& commands, const Arguments& arguments) {
    const auto options = options_of(commands);
    for (const auto* option : options) {
        const auto given = option->count();
        if (given > 1 && given > static_cast<std::size_t>(option->get_expected_max())) {
            return fmt::format("{} was given {} times; once is right.", option->get_name(), given);
        }
    }
    for (auto word = arguments.begin(); word != arguments.end(); ++word) {
        const auto next = std::next(word);
        const auto* const option = find(options, *word);
        if (option != nullptr && option->get_expected_max() > 0 &&
            (next == arguments.end() || find(options, *next) != nullptr)) {
            return fmt::format("{} needs a value.{}", option->get_name(), explained({option}));
        }
    }
    return {};
}

/// Options of which one wants the other, or does not go with it.
std::string unmatched(const Apps& commands) {
    for (const auto* option : options_of(commands)) {
        if (option->count() == 0) {
            continue;
        }
        for (const auto* other : option->get_needs()) {
            if (other->count() == 0) {
                return fmt::format("{} works only together with {}.{}", option->get_name(),
                                   other->get_name(), explained({other}));
            }
        }
        for (const auto* other : option->get_excludes()) {
            if (other->count() > 0) {
                return fmt::format("{} and {} do not go together: leave one out.",
                                   option->get_name(), other->get_name());
            }
        }
    }
    return {};
}

/// A switch that was given a value: "--wait=maybe".
std::string switch_with_value(const Apps& commands, const Arguments& arguments) {
    for (const auto& word : arguments) {
        const auto sign = word.find('=');
        const auto* const option =
            sign == std::string::npos ? nullptr : find(options_of(commands), word.substr(0, sign));
        if (option != nullptr && option->get_expected_max() == 0) {
            return fmt::format("{} takes no value.{}", option->get_name(), explained({option}));
        }
    }
    return {};
}

std::string explain(const CLI::App& app, const CLI::ParseError& refused,
                    const Arguments& arguments) {
    const auto commands = commands_of(app);
    switch (static_cast<CLI::ExitCodes>(refused.get_exit_code())) {
    case CLI::ExitCodes::RequiredError:
        // What is wrong with a word that was typed explains what is missing.
        for (auto said : {miscounted(commands, arguments), surplus(app, commands),
                          missing(commands), wrong_choice(commands)}) {
            if (!said.empty()) {
                return said;
            }
        }
        return {};
    case CLI::ExitCodes::ExtrasError:
        // An option that took the next one for its value leaves that one's value over.
        if (auto said = miscounted(commands, arguments); !said.empty()) {
            return said;
        }
        return surplus(app, commands);
    case CLI::ExitCodes::ArgumentMismatch:
        return miscounted(commands, arguments);
    case CLI::ExitCodes::RequiresError:
    case CLI::ExitCodes::ExcludesError:
        return unmatched(commands);
    case CLI::ExitCodes::ValidationError: // the option's name, then a sentence of our own
        return refused.what();
    default:
        return {};
    }
}

} // namespace

CLI::Validator one_of(std::vector<std::string> choices) {
    auto shown = fmt::format("{{{}}}", fmt::join(choices, ","));
    return {[choices = std::move(choices)](std::string& given) {
                return std::ranges::find(choices, given) != choices.end()
                           ? std::string{}
                           : fmt::format("\"{}\" is not one of its values: {}.", given,
                                         listed(choices, "or"));
            },
            std::move(shown)};
}

CLI::Validator whole_number(std::int64_t least, std::int64_t most) {
    return {[least, most](std::string& given) {
                std::int64_t number = 0;
                const auto* const end = given.data() + given.size();
                const auto read = std::from_chars(given.data(), end, number);
                return read.ec == std::errc{} && read.ptr == end && number >= least &&
                               number <= most
                           ? std::string{}
                           : fmt::format("\"{}\" is no whole number from {} to {}.", given, least,
                                         most);
            },
            fmt::format("in [{} - {}]", least, most)};
}

std::string usage_error(const CLI::App& app, const CLI::ParseError& refused,
                        const Arguments& arguments) {
    auto said = unknown_command(app, arguments);
    if (said.empty()) {
        said = explain(app, refused, arguments);
    }
    if (said.empty()) {
        said = switch_with_value(commands_of(app), arguments);
    }
    if (said.empty()) {
        said = "this line cannot be understood.";
    }
    return fmt::format("bayme: {}\nNothing was done. With --help it says what it takes.\n", said);
}

} // namespace bayme::cli
