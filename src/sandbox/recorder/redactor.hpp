// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/recorder/private_names.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace bayme::sandbox {

/// Puts placeholders where credentials and people stood. The same value always gets the same
/// placeholder, so a flow stays readable:
///
///     redacted-token-1, redacted-code-1, redacted-secret-1, redacted-app-1
///     person1@redacted.invalid, +99900000001, Person 1, redacted-person-1
///     https://redacted.invalid/1 for a picture, redacted-place-1
///     9000000000000000001 instead of a value of digits only: an app's or a person's id
///
/// A credential is found by the member it stands under; once seen, it is taken out of every text.
/// Mail addresses and phone numbers are found by their look as well. What is a placeholder already
/// stays. Not thread-safe.
class Redactor {
public:
    /// A member of a query, a form or a header.
    std::string member(std::string_view name, std::string_view value, const Side& side);
    /// A body of any kind: JSON, even when it is broken off, or a text.
    std::string body(std::string_view text, const Side& side);
    /// Any other text: a message, a line of CSV, an address with a query.
    std::string text(std::string_view text);

    /// Grows when a credential was seen for the first time: what was written before may hold it.
    [[nodiscard]] std::size_t credentials() const { return credentials_.size(); }
    /// Only the credentials seen so far are taken out.
    [[nodiscard]] std::string without_credentials(std::string_view text) const;

private:
    std::string json(std::string_view text, const Side& side);
    std::string placeholder(Private kind, std::string_view value);
    std::string without_named(std::string_view text);

    std::map<std::string, std::string, std::less<>> placeholders_;
    /// Those of them that are searched for everywhere.
    std::map<std::string, std::string, std::less<>> credentials_;
    std::map<Private, std::int64_t> counts_;
    std::int64_t numbers_ = 0;
};

bool is_placeholder(std::string_view value);

} // namespace bayme::sandbox
