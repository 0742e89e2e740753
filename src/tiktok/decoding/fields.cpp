// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/fields.hpp"

#include "base/json_text.hpp"

namespace bayme::tiktok::decoding {

std::optional<std::string> show(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

std::optional<std::string> show(const std::optional<std::string>& text) {
    return text;
}

std::optional<std::string> show(const std::vector<std::string>& texts) {
    return texts.empty() ? std::nullopt : std::optional{json_array(texts)};
}

std::optional<std::string> show(const std::optional<bool>& flag) {
    return flag ? std::optional<std::string>{*flag ? "true" : "false"} : std::nullopt;
}

std::optional<std::string> show(const std::optional<Instant>& instant) {
    return instant ? std::optional{format_instant(*instant)} : std::nullopt;
}

std::optional<std::string> show(const RawJson& json) {
    const bool nothing = json.text.empty() || json.text == "null" || json.text == "[]";
    return nothing ? std::nullopt : std::optional{json.text};
}

std::optional<std::string> show_amount(const std::optional<Micros>& amount) {
    return amount ? std::optional{format_micros(*amount)} : std::nullopt;
}

std::optional<std::string> show_count(const std::optional<std::int64_t>& count) {
    return count ? std::optional{fmt::to_string(*count)} : std::nullopt;
}

Error wrong_shape(std::string message) {
    return Error{.code = ErrorCode::unavailable,
                 .message = "TikTok's answer has another shape than expected: " + message,
                 .reason = "tiktok.shape"};
}

Error duplicate_member(std::string_view what, std::string_view name) {
    return Error{.code = ErrorCode::unavailable,
                 .message = fmt::format("{} states {} twice, differently", what, name),
                 .reason = "tiktok.duplicate_member"};
}

} // namespace bayme::tiktok::decoding
