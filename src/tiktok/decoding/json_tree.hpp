// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::tiktok::decoding {

enum class JsonKind { null, boolean, number, text, array, object };

/// One value of a parsed text. `raw` is its exact text, so that ids and money never pass a double;
/// `text` is the unescaped string, or the token of a number or boolean.
struct JsonNode {
    JsonKind kind = JsonKind::null;
    std::string key; ///< of an object's member
    std::string_view raw;
    std::string text;
    std::vector<JsonNode> children; ///< in the order of the text, duplicates included

    /// The first member of this name; nullptr when there is none.
    [[nodiscard]] const JsonNode* find(std::string_view name) const;
};

/// A whole parsed text; `raw` of its nodes points into it. The whole text is checked, and nesting
/// beyond 64 refused.
///
/// Errors are `unavailable`, told apart by reason: "tiktok.empty", "tiktok.html",
/// "tiktok.truncated", "tiktok.too_deep", "tiktok.not_utf8", "tiktok.not_json".
class JsonTree {
public:
    static Result<JsonTree> parse(std::string_view text);
    [[nodiscard]] const JsonNode& root() const { return root_; }
    /// Overwrites every text: for answers that carry a token.
    void forget();

private:
    std::unique_ptr<std::string> buffer_;
    JsonNode root_;
};

/// What is wrong with a text that does not parse, from its look alone.
Error broken_body(std::string_view text, std::string_view detail);
/// Without the mark some servers put in front of UTF-8.
std::string_view without_mark(std::string_view text);

} // namespace bayme::tiktok::decoding
