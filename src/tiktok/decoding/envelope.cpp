// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/envelope.hpp"

#include "base/failpoint.hpp"
#include "tiktok/codes.hpp"
#include "tiktok/decoding/fields.hpp"

#include <array>
#include <cstring>

namespace bayme::tiktok::decoding {
namespace {

constexpr std::size_t longest_request_id = 128;

/// Copies without looking at the size: what a fuzzer has to find.
Failpoint overflow{"tiktok.decoding.overflow", FailpointKind::defect};

std::string cut_request_id(std::string text) {
    if (overflow.is_planted()) {
        std::array<char, longest_request_id / 2> copy{};
        std::memcpy(copy.data(), text.data(), text.size());
        return {copy.data(), std::min(copy.size(), text.size())};
    }
    text.resize(std::min(text.size(), longest_request_id));
    return text;
}

/// The value of a member that may come once, or again with the same text.
Result<const JsonNode*> single(const JsonNode& root, std::string_view name) {
    const JsonNode* found = nullptr;
    for (const auto& member : root.children) {
        if (member.key != name) {
            continue;
        }
        if (found != nullptr && found->raw != member.raw) {
            return fail(duplicate_member("the answer", name));
        }
        found = &member;
    }
    return found;
}

/// The one example of a started upload writes the envelope in another case [CONTRACT 5.4]; it
/// counts where the usual member is missing.
const JsonNode* find_either(const JsonNode& root, std::string_view name, std::string_view other) {
    const auto* found = root.find(name);
    return found == nullptr ? root.find(other) : found;
}

std::string text_of(const JsonNode* node) {
    std::string text;
    if (node != nullptr) {
        read(*node, text);
    }
    return text;
}

Result<Envelope> read_envelope(const JsonNode& root) {
    Envelope envelope;
    envelope.request_id = cut_request_id(text_of(find_either(root, "request_id", "RequestId")));
    const auto with_id = [&](Error error) {
        error.request_id = envelope.request_id;
        return std::unexpected(std::move(error));
    };
    const auto code_node = single(root, root.find("code") == nullptr ? "Code" : "code");
    if (!code_node) {
        return with_id(code_node.error());
    }
    std::optional<std::int64_t> code;
    if (*code_node == nullptr || read_count(**code_node, code) != Read::value) {
        return with_id(wrong_shape("there is no return code"));
    }
    const auto data_node = single(root, "data");
    if (!data_node) {
        return with_id(data_node.error());
    }
    envelope.code = *code;
    envelope.message = text_of(find_either(root, "message", "Message"));
    return envelope;
}

} // namespace

const JsonNode& OpenedAnswer::data() const {
    static const JsonNode empty = [] {
        JsonNode object;
        object.kind = JsonKind::object;
        return object;
    }();
    const auto* data = find_either(tree.root(), "data", "Data");
    return data == nullptr || data->kind == JsonKind::null ? empty : *data;
}

Error no_envelope(int http_status, Error broken) {
    if (http_status >= 200 && http_status < 300) {
        return broken;
    }
    const auto by_status = [&](ErrorCode code, std::string_view reason) {
        return Error{.code = code,
                     .message = fmt::format("TikTok answered with HTTP {}", http_status),
                     .reason = std::string{reason}};
    };
    if (http_status >= 500) {
        return by_status(ErrorCode::unavailable, "tiktok.http_5xx");
    }
    if (http_status == 429) {
        return by_status(ErrorCode::rate_limited, "tiktok.http_429");
    }
    if (http_status == 404) {
        return by_status(ErrorCode::internal, "tiktok.http_404");
    }
    if (http_status >= 400) {
        return by_status(ErrorCode::internal, "tiktok.http_4xx");
    }
    return by_status(ErrorCode::unavailable, "tiktok.http_3xx");
}

Result<OpenedAnswer> open_answer(int http_status, std::string_view body) {
    auto tree = JsonTree::parse(body);
    if (!tree) {
        return fail(no_envelope(http_status, std::move(tree).error()));
    }
    if (tree->root().kind != JsonKind::object) {
        return fail(no_envelope(http_status, wrong_shape("it is no object")));
    }
    auto envelope = read_envelope(tree->root());
    if (!envelope) {
        auto request_id = envelope.error().request_id;
        auto error = no_envelope(http_status, std::move(envelope).error());
        error.request_id = std::move(request_id);
        return fail(std::move(error));
    }
    return OpenedAnswer{std::move(*envelope), std::move(*tree)};
}

Error for_change(Error error) {
    const bool refused = error.reason == "tiktok.http_404" || error.reason == "tiktok.http_4xx" ||
                         error.reason == "tiktok.http_429";
    if (!refused) {
        error.code = ErrorCode::uncertain;
    }
    return error;
}

std::unexpected<Error> without_data(const Envelope& envelope, Error unreadable) {
    if (find_code(envelope.code).code_class == CodeClass::partial) {
        return fail(code_error(envelope.code, envelope.message, envelope.request_id, true));
    }
    unreadable.request_id = envelope.request_id;
    return fail(std::move(unreadable));
}

} // namespace bayme::tiktok::decoding
