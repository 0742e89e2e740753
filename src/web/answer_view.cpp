// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/answer_view.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_stack.hpp>

namespace bayme::web {

namespace json = boost::json;

struct AnswerView::Document {
    json::value root;
};

namespace {

using Code = boost::system::error_code;
using json::string_view;

constexpr std::size_t largest_part = std::size_t{64} << 20U;

/// Boost's own handler, but for numbers with a fraction: they stay the text they came as, because
/// a double would change amounts.
struct ExactHandler {
    static constexpr std::size_t max_object_size = largest_part;
    static constexpr std::size_t max_array_size = largest_part;
    static constexpr std::size_t max_key_size = largest_part;
    static constexpr std::size_t max_string_size = largest_part;

    json::value_stack stack;
    std::string number;

    bool on_document_begin(Code& /*code*/) { return true; }
    bool on_document_end(Code& /*code*/) { return true; }
    bool on_object_begin(Code& /*code*/) { return true; }
    bool on_array_begin(Code& /*code*/) { return true; }
    bool on_object_end(std::size_t count, Code& /*code*/) {
        stack.push_object(count);
        return true;
    }
    bool on_array_end(std::size_t count, Code& /*code*/) {
        stack.push_array(count);
        return true;
    }
    bool on_key_part(string_view part, std::size_t /*size*/, Code& /*code*/) {
        stack.push_chars(part);
        return true;
    }
    bool on_key(string_view rest, std::size_t /*size*/, Code& /*code*/) {
        stack.push_key(rest);
        return true;
    }
    bool on_string_part(string_view part, std::size_t /*size*/, Code& /*code*/) {
        stack.push_chars(part);
        return true;
    }
    bool on_string(string_view rest, std::size_t /*size*/, Code& /*code*/) {
        stack.push_string(rest);
        return true;
    }
    bool on_number_part(string_view part, Code& /*code*/) {
        number.append(part.data(), part.size());
        return true;
    }
    bool on_int64(std::int64_t value, string_view /*text*/, Code& /*code*/) {
        number.clear();
        stack.push_int64(value);
        return true;
    }
    bool on_uint64(std::uint64_t value, string_view /*text*/, Code& /*code*/) {
        number.clear();
        stack.push_uint64(value);
        return true;
    }
    bool on_double(double /*value*/, string_view text, Code& /*code*/) {
        number.append(text.data(), text.size());
        stack.push_string(number);
        number.clear();
        return true;
    }
    bool on_bool(bool value, Code& /*code*/) {
        stack.push_bool(value);
        return true;
    }
    bool on_null(Code& /*code*/) {
        stack.push_null();
        return true;
    }
    bool on_comment_part(string_view /*part*/, Code& /*code*/) { return true; }
    bool on_comment(string_view /*text*/, Code& /*code*/) { return true; }
};

const json::value* as_value(const void* value) {
    return static_cast<const json::value*>(value);
}

} // namespace

Result<AnswerView> AnswerView::parse(std::string_view text) {
    json::basic_parser<ExactHandler> parser{json::parse_options{}};
    parser.handler().stack.reset();
    boost::system::error_code error;
    const auto read = parser.write_some(false, text.data(), text.size(), error);
    if (error || read != text.size()) {
        return fail(ErrorCode::internal, "an operation answered what is no JSON: {}",
                    error ? error.message() : "text after the end");
    }
    auto document = std::make_shared<Document>();
    document->root = parser.handler().stack.release();
    const auto* root = &document->root;
    return AnswerView{std::move(document), root};
}

AnswerView AnswerView::operator[](std::string_view member) const {
    const auto* value = as_value(value_);
    if (value == nullptr || !value->is_object()) {
        return {};
    }
    return {document_, value->get_object().if_contains({member.data(), member.size()})};
}

std::vector<AnswerView> AnswerView::items() const {
    std::vector<AnswerView> all;
    if (const auto* value = as_value(value_); value != nullptr && value->is_array()) {
        for (const auto& item : value->get_array()) {
            all.push_back({document_, &item});
        }
    }
    return all;
}

std::string AnswerView::text() const {
    const auto* value = as_value(value_);
    if (value == nullptr) {
        return {};
    }
    if (value->is_string()) {
        return std::string{value->get_string()};
    }
    if (value->is_int64()) {
        return std::to_string(value->get_int64());
    }
    return value->is_uint64() ? std::to_string(value->get_uint64()) : std::string{};
}

std::vector<std::string> AnswerView::texts() const {
    std::vector<std::string> all;
    for (const auto& item : items()) {
        all.push_back(item.text());
    }
    return all;
}

std::int64_t AnswerView::integer() const {
    const auto* value = as_value(value_);
    return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

bool AnswerView::boolean() const {
    const auto* value = as_value(value_);
    return value != nullptr && value->is_bool() && value->get_bool();
}

std::optional<Instant> AnswerView::instant() const {
    auto parsed = parse_instant(text());
    return parsed ? std::optional{*parsed} : std::nullopt;
}

AnswerView::operator bool() const {
    const auto* value = as_value(value_);
    return value != nullptr && !value->is_null();
}

} // namespace bayme::web
