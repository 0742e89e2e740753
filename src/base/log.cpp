// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/log.hpp"

#include "base/json_text.hpp"
#include "base/time.hpp"

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <array>
#include <memory>
#include <mutex>

namespace bayme {
namespace {

constexpr std::size_t longest_text = 512;
constexpr std::array levels{spdlog::level::debug, spdlog::level::info, spdlog::level::warn,
                            spdlog::level::err};
constexpr std::array<std::string_view, 4> level_names{"debug", "info", "warning", "error"};

std::mutex& logger_mutex() {
    static std::mutex mutex;
    return mutex;
}

std::shared_ptr<spdlog::logger>& logger() {
    static auto instance = [] {
        auto made = std::make_shared<spdlog::logger>(
            "bayme", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made->set_pattern("%v");
        return made;
    }();
    return instance;
}

std::shared_ptr<spdlog::logger> current() {
    const std::scoped_lock lock{logger_mutex()};
    return logger();
}

} // namespace

void log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) {
    const auto target = current();
    const auto index = static_cast<std::size_t>(level);
    if (!target->should_log(levels.at(index))) {
        return;
    }
    JsonWriter line;
    line.begin_object()
        .member("time", format_instant(SystemClock{}.now()))
        .member("level", level_names.at(index))
        .member("event", event);
    for (const auto& field : fields) {
        line.key(field.name);
        if (const auto* text = std::get_if<std::string_view>(&field.value)) {
            line.string(text->substr(0, longest_text));
        } else {
            line.number(std::get<std::int64_t>(field.value));
        }
    }
    line.end_object();
    target->log(levels.at(index), line.text());
}

void set_log_level(LogLevel lowest) {
    current()->set_level(levels.at(static_cast<std::size_t>(lowest)));
}

void open_log(const std::string& path) {
    auto made = std::make_shared<spdlog::logger>(
        "bayme", std::make_shared<spdlog::sinks::basic_file_sink_mt>(path));
    made->set_pattern("%v");
    made->flush_on(spdlog::level::info);
    const std::scoped_lock lock{logger_mutex()};
    made->set_level(logger()->level());
    logger() = std::move(made);
}

} // namespace bayme
