// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"

#include <boost/json/value.hpp>

#include <string>
#include <string_view>

namespace bayme::cli {

/// Reads an operation's answer. Only for sources of this room.
Result<boost::json::value> read_answer(std::string_view json);

/// A member as text for people: texts as they are, numbers and booleans written, "" when it is
/// absent or null. `path` may go down: "progress.done".
std::string text_at(const boost::json::value& value, std::string_view path);
/// A moment to the second, UTC: what a list has room for.
std::string time_at(const boost::json::value& value, std::string_view path);
/// A member that is a list; an empty one when it is absent.
const boost::json::array& list_at(const boost::json::value& value, std::string_view name);

/// Of a pause: "account 7001 is paused by Ada Lindqvist since 2026-03-01T12:00:00Z: we look at it".
/// `path` leads to it.
std::string pause_words(const boost::json::value& value, std::string_view path = {});

/// An object of the members that are not empty, for a request.
class RequestBody {
public:
    RequestBody& text(std::string_view name, std::string_view value);
    RequestBody& number(std::string_view name, std::int64_t value);
    RequestBody& flag(std::string_view name, bool value);
    RequestBody& list(std::string_view name, const std::vector<std::string>& values);
    [[nodiscard]] std::string json() const;

private:
    boost::json::object object_;
};

} // namespace bayme::cli
