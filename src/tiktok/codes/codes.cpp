// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/codes.hpp"

#include "tiktok/codes/table.hpp"

#include <algorithm>
#include <vector>

namespace bayme::tiktok {
namespace {

constexpr std::size_t longest_quote = 512;
/// Between our words and TikTok's; ours never contain it.
constexpr std::string_view before_quote = " TikTok says: \"";
constexpr std::int64_t first_service_code = 50000;

const std::vector<ReturnCode>& joined() {
    static const std::vector<ReturnCode> all = [] {
        std::vector<ReturnCode> codes;
        for (const auto part : {codes::general(), codes::access(), codes::others()}) {
            codes.insert(codes.end(), part.begin(), part.end());
        }
        return codes;
    }();
    return all;
}

ReturnCode by_range(std::int64_t code) {
    if (code >= 50000 && code < 60000) {
        return codes::row(
            code, CodeClass::retry,
            "TikTok answered with a code Bayme does not know; codes of its range mean "
            "that a service at TikTok failed.",
            "Try again later.");
    }
    if (code >= 60000 && code < 70000) {
        return codes::row(
            code, CodeClass::later,
            "TikTok answered with a code Bayme does not know; codes of its range mean "
            "that TikTok is not available now.",
            "Try again later.");
    }
    return codes::row(code, CodeClass::unknown, "TikTok answered with a code Bayme does not know.",
                      "Report this with the request id; nothing was deleted or disconnected.");
}

/// The table's row, with the words of what the message shows to be meant.
ReturnCode with_hint(ReturnCode known, Hint hint) {
    if (hint == Hint::endpoint_not_granted) {
        known.meaning = "The connection was not given the permission for this one function.";
        known.advice = "Everything else of the account goes on; to use this too, ask an "
                       "administrator to connect the account again with its permission ticked.";
    } else if (hint == Hint::account_not_granted) {
        known.meaning = "The connection does not reach this ad account, or does not any more.";
        known.advice = "Other accounts go on; ask an administrator to give the connected person a "
                       "role on the account, or to connect it again.";
    }
    return known;
}

/// What the answer leaves as it was.
std::string_view effect_of(const ReturnCode& known, bool repeatable, bool open) {
    if (known.code_class == CodeClass::partial) {
        return "What was not done is as it was before.";
    }
    if (repeatable) {
        return "Nothing was changed, and what Bayme has read before stays.";
    }
    return open
               ? "Whether TikTok made the change is not known yet; Bayme does not send it again by "
                 "itself."
               : "Nothing was changed.";
}

/// Whether an answer with this code leaves open if a change happened.
bool leaves_open(const ReturnCode& known) {
    return known.code >= first_service_code || known.code_class == CodeClass::retry ||
           known.code_class == CodeClass::retry_few || known.code_class == CodeClass::duplicate ||
           known.code_class == CodeClass::unknown;
}

/// At most `longest_quote` bytes, not in the middle of a character, control characters blanked.
std::string quote(std::string_view text) {
    std::size_t size = std::min(text.size(), longest_quote);
    while (size > 0 && size < text.size() &&
           (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) {
        --size;
    }
    std::string quoted{text.substr(0, size)};
    std::ranges::replace_if(
        quoted, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
    return quoted;
}

} // namespace

std::string_view to_string(CodeClass code_class) {
    switch (code_class) {
    case CodeClass::ok:
        return "ok";
    case CodeClass::partial:
        return "partial";
    case CodeClass::retry:
        return "retry";
    case CodeClass::retry_few:
        return "retry_few";
    case CodeClass::later:
        return "later";
    case CodeClass::throttled:
        return "throttled";
    case CodeClass::reauthorise:
        return "reauthorise";
    case CodeClass::permission:
        return "permission";
    case CodeClass::invalid:
        return "invalid";
    case CodeClass::gone:
        return "gone";
    case CodeClass::conflict:
        return "conflict";
    case CodeClass::duplicate:
        return "duplicate";
    case CodeClass::unknown:
        break;
    }
    return "unknown";
}

std::string_view to_string(Hint hint) {
    switch (hint) {
    case Hint::endpoint_not_granted:
        return "endpoint_not_granted";
    case Hint::account_not_granted:
        return "account_not_granted";
    case Hint::per_second:
        return "per_second";
    case Hint::app_restricted:
        return "app_restricted";
    case Hint::none:
        break;
    }
    return "none";
}

std::span<const ReturnCode> return_codes() {
    return joined();
}

ReturnCode find_code(std::int64_t code) {
    const auto found = std::ranges::lower_bound(joined(), code, {}, &ReturnCode::code);
    return found != joined().end() && found->code == code ? *found : by_range(code);
}

Hint hint(std::int64_t code, std::string_view message) {
    if (code == 40001 && message.contains("does not grant you ")) {
        return Hint::endpoint_not_granted;
    }
    if (code == 40001 && message.starts_with("No permission to operate advertiser")) {
        return Hint::account_not_granted;
    }
    if (code == 40100 && message.contains("temporarily restricted")) {
        return Hint::app_restricted;
    }
    if ((code == 40100 || code == 40133) && message.contains("QPS limit")) {
        return Hint::per_second;
    }
    return Hint::none;
}

Explained explain(std::string_view reason, std::string_view message) {
    if (reason == "tiktok.refused") {
        return {"TikTok left this object out of the change. Read what it says, then draft again.",
                fmt::format("TikTok says: \"{}\"", quote(message))};
    }
    const auto says = reason.starts_with("tiktok.") ? message.find(before_quote) : message.npos;
    if (says == message.npos) {
        return {std::string{message}, {}};
    }
    return {std::string{message.substr(0, says)}, std::string{message.substr(says + 1)}};
}

Error code_error(std::int64_t code, std::string_view message, std::string_view request_id,
                 bool repeatable) {
    const auto meant = hint(code, message);
    const auto known = with_hint(find_code(code), meant);
    const bool open = !repeatable && leaves_open(known);
    const auto* part = meant == Hint::endpoint_not_granted ? ".endpoint" : "";
    return {.code = open ? ErrorCode::uncertain : known.error,
            .message = fmt::format("{} {} {}{}{}\" ({})", known.meaning,
                                   effect_of(known, repeatable, open), known.advice, before_quote,
                                   quote(message), code),
            .reason = fmt::format("tiktok.{}{}", code, part),
            .request_id = std::string{request_id}};
}

} // namespace bayme::tiktok
