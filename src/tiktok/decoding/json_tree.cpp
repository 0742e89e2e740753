// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/json_tree.hpp"

#include "base/secret.hpp"
#include "tiktok/decoding/scalars.hpp"

#include <simdjson.h>

#include <algorithm>

namespace bayme::tiktok::decoding {
namespace {

namespace ondemand = simdjson::ondemand;
using simdjson::error_code;

constexpr int deepest = 64;

class TreeBuilder {
public:
    TreeBuilder(ondemand::document& document, std::string_view whole)
        : document_(document), end_(whole.data() + whole.size()) {}

    error_code read_root(JsonNode& node) {
        ondemand::value value;
        if (const auto error = document_.get_value().get(value)) {
            return error;
        }
        return read(value, 1, node);
    }

private:
    error_code read(ondemand::value value, int depth, JsonNode& node) {
        ondemand::json_type type{};
        if (const auto error = value.type().get(type)) {
            return error;
        }
        if (type != ondemand::json_type::array && type != ondemand::json_type::object) {
            return read_scalar(value, type, node);
        }
        if (depth > deepest) {
            return simdjson::DEPTH_ERROR;
        }
        const char* start = value.raw_json_token().data();
        const auto error = type == ondemand::json_type::array ? read_array(value, depth, node)
                                                              : read_object(value, depth, node);
        if (error == simdjson::SUCCESS) {
            node.raw = up_to_here(start);
        }
        return error;
    }

    static error_code read_scalar(ondemand::value& value, ondemand::json_type type,
                                  JsonNode& node) {
        node.raw = trimmed(value.raw_json_token());
        node.text = node.raw;
        if (type == ondemand::json_type::string) {
            node.kind = JsonKind::text;
            std::string_view unescaped;
            if (const auto error = value.get_string().get(unescaped)) {
                return error;
            }
            // The token ends at the next one: cut it behind the closing quote.
            node.raw = node.raw.substr(0, node.raw.rfind('"') + 1);
            node.text = unescaped;
            return simdjson::SUCCESS;
        }
        if (type == ondemand::json_type::number) {
            node.kind = JsonKind::number;
            return is_json_number(node.raw) ? simdjson::SUCCESS : simdjson::NUMBER_ERROR;
        }
        node.kind = type == ondemand::json_type::null ? JsonKind::null : JsonKind::boolean;
        const bool known = node.raw == "null" || node.raw == "true" || node.raw == "false";
        return known ? simdjson::SUCCESS : simdjson::TAPE_ERROR;
    }

    error_code read_array(ondemand::value& value, int depth, JsonNode& node) {
        node.kind = JsonKind::array;
        ondemand::array array;
        if (const auto error = value.get_array().get(array)) {
            return error;
        }
        for (auto element : array) {
            ondemand::value child;
            if (const auto error = element.get(child)) {
                return error;
            }
            if (const auto error = read(child, depth + 1, node.children.emplace_back())) {
                return error;
            }
        }
        return simdjson::SUCCESS;
    }

    error_code read_object(ondemand::value& value, int depth, JsonNode& node) {
        node.kind = JsonKind::object;
        ondemand::object object;
        if (const auto error = value.get_object().get(object)) {
            return error;
        }
        for (auto member : object) {
            auto& child = node.children.emplace_back();
            std::string_view key;
            if (const auto error = member.unescaped_key().get(key)) {
                return error;
            }
            child.key = key;
            ondemand::value child_value;
            if (const auto error = member.value().get(child_value)) {
                return error;
            }
            if (const auto error = read(child_value, depth + 1, child)) {
                return error;
            }
        }
        return simdjson::SUCCESS;
    }

    /// The text from `start` to the bracket just read.
    std::string_view up_to_here(const char* start) {
        const char* next = end_;
        const char* location = nullptr;
        if (document_.current_location().get(location) == simdjson::SUCCESS) {
            next = location;
        }
        const std::string_view text{start, static_cast<std::size_t>(next - start)};
        return text.substr(0, text.find_last_of("]}") + 1);
    }

    ondemand::document& document_;
    const char* end_;
};

bool ends_inside(std::string_view text) {
    bool in_string = false;
    std::int64_t open = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string) {
            i += c == '\\' ? 1 : 0;
            in_string = c != '"';
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            ++open;
        } else if (c == '}' || c == ']') {
            --open;
        }
    }
    return in_string || open > 0;
}

void wipe_texts(JsonNode& node) {
    wipe(node.text);
    for (auto& child : node.children) {
        wipe_texts(child);
    }
}

Error broken(std::string_view reason, std::string message) {
    return Error{.code = ErrorCode::unavailable,
                 .message = std::move(message),
                 .reason = std::string{reason}};
}

} // namespace

const JsonNode* JsonNode::find(std::string_view name) const {
    const auto found = std::ranges::find(children, name, &JsonNode::key);
    return found == children.end() ? nullptr : &*found;
}

std::string_view without_mark(std::string_view text) {
    return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;
}

Error broken_body(std::string_view text, std::string_view detail) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) {
        return broken("tiktok.empty", "TikTok answered with an empty body");
    }
    if (text[first] == '<') {
        return broken("tiktok.html", "TikTok answered with a web page instead of data");
    }
    if (text[first] == '{' && ends_inside(text)) {
        return broken("tiktok.truncated",
                      fmt::format("the answer breaks off after {} bytes", text.size()));
    }
    return broken("tiktok.not_json", fmt::format("the answer is no JSON: {}", detail));
}

void JsonTree::forget() {
    wipe_texts(root_);
    wipe(*buffer_);
}

Result<JsonTree> JsonTree::parse(std::string_view text) {
    text = without_mark(text);
    JsonTree tree;
    tree.buffer_ = std::make_unique<std::string>();
    tree.buffer_->reserve(text.size() + simdjson::SIMDJSON_PADDING);
    tree.buffer_->assign(text);
    const std::string_view whole{*tree.buffer_};

    ondemand::parser parser;
    ondemand::document document;
    auto error = parser.iterate(whole.data(), whole.size(), tree.buffer_->capacity()).get(document);
    if (error == simdjson::SUCCESS) {
        error = TreeBuilder{document, whole}.read_root(tree.root_);
    }
    const char* left_over = nullptr;
    if (error == simdjson::SUCCESS &&
        document.current_location().get(left_over) == simdjson::SUCCESS) {
        error = simdjson::TRAILING_CONTENT;
    }
    if (error == simdjson::SUCCESS) {
        return tree;
    }
    if (error == simdjson::UTF8_ERROR) {
        return fail(broken("tiktok.not_utf8", "the answer is not UTF-8"));
    }
    if (error == simdjson::DEPTH_ERROR) {
        return fail(broken("tiktok.too_deep",
                           fmt::format("the answer nests deeper than {} levels", deepest)));
    }
    return fail(broken_body(whole, simdjson::error_message(error)));
}

} // namespace bayme::tiktok::decoding
