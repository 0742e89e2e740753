// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace bayme {

/// One named value of a log line. There is no way to pass a Secret, a request or a URL.
struct LogField {
    std::string_view name;
    std::variant<std::string_view, std::int64_t> value;
};

enum class LogLevel { debug, info, warning, error };

/// Writes one JSON line to standard error (or the file of open_log): time, level, event, fields.
/// Texts over 512 bytes are cut, control characters escaped. Safe from any thread.
void log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {});

/// Lines below this are dropped. Default: info.
void set_log_level(LogLevel lowest);
/// Sends lines to a file instead of standard error; a second call goes elsewhere again.
void open_log(const std::string& path);

} // namespace bayme
