// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/recorder/recording.hpp"

#include "base/failpoint.hpp"
#include "base/log.hpp"

#include <algorithm>

namespace bayme::sandbox {

namespace {

constexpr std::string_view extension = ".json";

Failpoint without_redaction{"sandbox.recorder.without_redaction", FailpointKind::defect};

std::filesystem::path exchange_file(const std::filesystem::path& folder, std::int64_t number) {
    return folder / fmt::format("{:06}{}", number, extension);
}

/// What can be searched for credentials; anything else would be kept unseen.
bool is_readable(const Exchange& exchange) {
    const auto type = http::find_header(exchange.answer_headers, "Content-Type").value_or("");
    return type.empty() || type.starts_with("text/") || type.contains("json") ||
           type.contains("csv") || type.contains("xml");
}

} // namespace

std::filesystem::path answer_file(const std::filesystem::path& folder, std::int64_t number) {
    return folder / fmt::format("{:06}.answer", number);
}

Result<std::unique_ptr<Recording>> Recording::make(FileSystem& files, std::filesystem::path folder,
                                                   RecordingLimits limits) {
    BAYME_CHECK(files.make_folder(folder));
    BAYME_TRY(const auto there, files.list(folder));
    if (!there.empty()) {
        return fail(ErrorCode::conflict, "{} is not empty: a recording needs a folder of its own",
                    folder.string());
    }
    return std::unique_ptr<Recording>{new Recording{files, std::move(folder), limits}};
}

Result<void> Recording::add(Exchange exchange) {
    if (!is_readable(exchange)) {
        exchange.omitted = "neither JSON nor text";
        exchange.answer.clear();
    } else if (exchange.answer.size() > limits_.answer_bytes) {
        exchange.omitted = fmt::format("{} bytes", exchange.answer.size());
        exchange.answer.clear();
    }
    const std::scoped_lock lock{mutex_};
    const auto known = redactor_.credentials();
    if (!without_redaction.is_planted()) {
        redact(exchange, redactor_);
    }
    if (redactor_.credentials() != known) {
        BAYME_CHECK(rewrite_earlier());
    }
    exchange.number = count_ + 1;
    const auto text = format_exchange(exchange);
    if (count_ >= limits_.exchanges ||
        bytes_ + text.size() + exchange.answer.size() > limits_.bytes) {
        if (left_out_++ == 0) {
            log(LogLevel::warning, "recorder.full", {{"exchanges", count_}});
        }
        return {};
    }
    // The answer first: an exchange that can be read is whole.
    BAYME_CHECK(files_.write(answer_file(folder_, exchange.number), exchange.answer,
                             FileMode::owner_read_write));
    BAYME_CHECK(
        files_.write(exchange_file(folder_, exchange.number), text, FileMode::owner_read_write));
    bytes_ += text.size() + exchange.answer.size();
    ++count_;
    return {};
}

std::int64_t Recording::left_out() const {
    const std::scoped_lock lock{mutex_};
    return left_out_;
}

Result<void> Recording::rewrite_earlier() {
    for (std::int64_t number = 1; number <= count_; ++number) {
        for (const auto& file : {exchange_file(folder_, number), answer_file(folder_, number)}) {
            BAYME_TRY(const auto text, files_.read(file));
            if (const auto clean = redactor_.without_credentials(text); clean != text) {
                BAYME_CHECK(files_.write(file, clean, FileMode::owner_read_write));
            }
        }
    }
    return {};
}

Result<std::vector<Exchange>> read_recording(FileSystem& files,
                                             const std::filesystem::path& folder) {
    BAYME_TRY(auto names, files.list(folder));
    std::ranges::sort(names);
    std::vector<Exchange> exchanges;
    for (const auto& name : names) {
        if (!name.ends_with(extension)) {
            continue;
        }
        BAYME_TRY(const auto text, files.read(folder / name));
        auto exchange = parse_exchange(text);
        if (!exchange) {
            return fail(std::move(exchange).error().in(name));
        }
        exchanges.push_back(*std::move(exchange));
    }
    if (exchanges.empty()) {
        return fail(ErrorCode::not_found, "{} holds no recorded exchange", folder.string());
    }
    return exchanges;
}

} // namespace bayme::sandbox
