// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::web {

/// Reads an operation's answer member by member. What is absent or null reads as empty, so that a
/// page can ask without checking; it never fails. Cheap to copy.
class AnswerView {
public:
    AnswerView() = default;
    /// @return internal for a text that is no JSON: operations never give one.
    static Result<AnswerView> parse(std::string_view json);

    [[nodiscard]] AnswerView operator[](std::string_view member) const;
    [[nodiscard]] std::vector<AnswerView> items() const;
    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::vector<std::string> texts() const;
    [[nodiscard]] std::int64_t integer() const;
    [[nodiscard]] bool boolean() const;
    [[nodiscard]] std::optional<Instant> instant() const;
    /// False for what is absent or null.
    explicit operator bool() const;

private:
    struct Document;
    AnswerView(std::shared_ptr<const Document> document, const void* value)
        : document_(std::move(document)), value_(value) {}

    std::shared_ptr<const Document> document_;
    const void* value_ = nullptr;
};

} // namespace bayme::web
