// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/strict_json.hpp"

#include "api/decode.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/error.hpp>
#include <boost/json/value_stack.hpp>

#include <cstring>
#include <set>

namespace bayme::api {
namespace {

namespace json = boost::json;
using Code = boost::system::error_code;
using json::string_view;

/// Builds values as Boost's own handler does, and knows the path of what it is reading.
class Handler {
public:
    static constexpr std::size_t max_object_size = most_members;
    static constexpr std::size_t max_array_size = most_items;
    static constexpr std::size_t max_key_size = most_key_bytes;
    static constexpr std::size_t max_string_size = largest_body_bytes;

    explicit Handler(std::vector<FieldError>& errors) : errors_(errors) {}

    json::value_stack stack;

    [[nodiscard]] std::string path() const {
        std::string text;
        for (const auto& frame : frames_) {
            if (!frame.is_object) {
                text += fmt::format("[{}]", frame.index);
            } else if (frame.has_key) {
                text += fmt::format("{}{}", text.empty() ? "" : ".", frame.key);
            }
        }
        return text;
    }

    bool on_document_begin(Code& /*code*/) { return true; }
    bool on_document_end(Code& /*code*/) { return true; }
    bool on_object_begin(Code& /*code*/) {
        next_item();
        frames_.push_back({.is_object = true});
        return true;
    }
    bool on_object_end(std::size_t count, Code& /*code*/) {
        frames_.pop_back();
        stack.push_object(count);
        return true;
    }
    bool on_array_begin(Code& /*code*/) {
        next_item();
        frames_.push_back({.is_object = false});
        return true;
    }
    bool on_array_end(std::size_t count, Code& /*code*/) {
        frames_.pop_back();
        stack.push_array(count);
        return true;
    }
    bool on_key_part(string_view part, std::size_t /*total*/, Code& /*code*/) {
        key_.append(part.data(), part.size());
        stack.push_chars(part);
        return true;
    }
    bool on_key(string_view part, std::size_t /*total*/, Code& /*code*/) {
        key_.append(part.data(), part.size());
        stack.push_key(part);
        auto& frame = frames_.back();
        frame.has_key = true;
        frame.key = std::move(key_);
        key_.clear();
        if (!frame.seen.insert(frame.key).second) {
            tell("is given twice");
        }
        refuse_nul({frame.key.data(), frame.key.size()});
        return true;
    }
    bool on_string_part(string_view part, std::size_t /*total*/, Code& /*code*/) {
        if (!in_text_) {
            next_item();
            in_text_ = true;
        }
        refuse_nul(part);
        stack.push_chars(part);
        return true;
    }
    bool on_string(string_view part, std::size_t /*total*/, Code& /*code*/) {
        if (!in_text_) {
            next_item();
        }
        in_text_ = false;
        refuse_nul(part);
        stack.push_string(part);
        return true;
    }
    bool on_number_part(string_view /*part*/, Code& /*code*/) { return true; }
    bool on_int64(std::int64_t number, string_view /*text*/, Code& /*code*/) {
        next_item();
        stack.push_int64(number);
        return true;
    }
    bool on_uint64(std::uint64_t number, string_view /*text*/, Code& /*code*/) {
        next_item();
        stack.push_uint64(number);
        return true;
    }
    bool on_double(double number, string_view /*text*/, Code& /*code*/) {
        next_item();
        stack.push_double(number);
        return true;
    }
    bool on_bool(bool truth, Code& /*code*/) {
        next_item();
        stack.push_bool(truth);
        return true;
    }
    bool on_null(Code& /*code*/) {
        next_item();
        stack.push_null();
        return true;
    }
    bool on_comment_part(string_view /*part*/, Code& /*code*/) { return true; }
    bool on_comment(string_view /*part*/, Code& /*code*/) { return true; }

private:
    struct Frame {
        bool is_object = false;
        bool has_key = false;
        std::ptrdiff_t index = -1;
        std::string key = {};
        // A tree, not a hash: keys of an attacker's choice cost no more than others.
        std::set<std::string> seen = {};
    };

    void next_item() {
        if (!frames_.empty() && !frames_.back().is_object) {
            ++frames_.back().index;
        }
    }
    void tell(std::string message) {
        if (errors_.size() < most_field_errors) {
            errors_.push_back({path(), std::move(message)});
        }
    }
    void refuse_nul(string_view text) {
        if (std::memchr(text.data(), 0, text.size()) != nullptr) {
            tell("holds the character NUL");
        }
    }

    std::vector<FieldError>& errors_;
    std::vector<Frame> frames_;
    std::string key_;
    bool in_text_ = false;
};

std::unexpected<Error> refuse(const Code& code, std::string path, std::size_t offset) {
    Error error{ErrorCode::invalid_input, {}};
    if (code == json::error::too_deep) {
        error.message = fmt::format("the body is nested deeper than {} levels", most_depth);
        error.reason = "request.too_deep";
    } else if (code == json::error::object_too_large || code == json::error::array_too_large ||
               code == json::error::key_too_large || code == json::error::string_too_large) {
        error.message = fmt::format("the body has more than {} members in an object, {} items in a "
                                    "list or a name over {} bytes",
                                    most_members, most_items, most_key_bytes);
        error.reason = "request.too_large";
    } else {
        error.message = fmt::format("the body is not JSON: {} at byte {}", code.message(), offset);
        error.reason = "request.not_json";
    }
    error.fields.push_back({std::move(path), error.message});
    return fail(std::move(error));
}

} // namespace

Result<json::value> parse_strict_json(std::string_view text, std::vector<FieldError>& errors,
                                      std::size_t most_bytes) {
    if (text.size() > most_bytes) {
        return fail(Error{
            ErrorCode::invalid_input,
            fmt::format("the body has {} bytes, at most {} are read", text.size(), most_bytes),
            "request.too_large"});
    }
    json::parse_options options;
    options.max_depth = most_depth;
    json::basic_parser<Handler> parser(options, errors);
    parser.handler().stack.reset();
    Code code;
    const auto read = parser.write_some(false, text.data(), text.size(), code);
    if (!code && read < text.size()) {
        code = json::error::extra_data;
    }
    if (code) {
        return refuse(code, parser.handler().path(), read);
    }
    return parser.handler().stack.release();
}

} // namespace bayme::api
