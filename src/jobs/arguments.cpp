// SPDX-License-Identifier: LicenseRef-Bayme
#include "jobs/arguments.hpp"

#include <charconv>

namespace bayme::jobs {

std::string value_text(bool value) {
    return value ? "yes" : "no";
}

std::string value_text(std::int64_t value) {
    return fmt::format("{}", value);
}

std::string value_text(const Day& value) {
    return value.text();
}

bool parse_value(std::string_view text, std::string& value) {
    value = text;
    return true;
}

bool parse_value(std::string_view text, bool& value) {
    value = text == "yes";
    return value || text == "no";
}

bool parse_value(std::string_view text, std::int64_t& value) {
    const auto* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    return read.ec == std::errc{} && read.ptr == end;
}

bool parse_value(std::string_view text, Day& value) {
    const auto day = Day::parse(text);
    value = day.value_or(Day{});
    return day && day->text() == text;
}

std::vector<std::string_view> ArgumentReader::take(std::string_view name) {
    std::vector<std::string_view> texts;
    for (std::size_t i = 0; i < stored_.size(); ++i) {
        if (stored_[i].name == name) {
            texts.emplace_back(stored_[i].value);
            taken_[i] = true;
        }
    }
    return texts;
}

void ArgumentReader::wrong(std::string_view name, std::string_view how) {
    if (problem_.empty()) {
        problem_ = fmt::format("argument \"{}\" {}", name, how);
    }
}

Result<void> ArgumentReader::finish() const {
    auto problem = problem_;
    for (std::size_t i = 0; problem.empty() && i < stored_.size(); ++i) {
        if (!taken_[i]) {
            problem = fmt::format("argument \"{}\" is unknown", stored_[i].name);
        }
    }
    if (problem.empty()) {
        return {};
    }
    return fail(Error{ErrorCode::internal,
                      fmt::format("a job of kind {} cannot be read: {}", kind_, problem)}
                    .because("job_arguments"));
}

} // namespace bayme::jobs
