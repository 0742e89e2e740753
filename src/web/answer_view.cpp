// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/answer_view.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

namespace bayme::web {

namespace json = boost::json;

struct AnswerView::Document {
    json::value root;
};

namespace {

const json::value* as_value(const void* value) {
    return static_cast<const json::value*>(value);
}

} // namespace

Result<AnswerView> AnswerView::parse(std::string_view text) {
    boost::system::error_code error;
    auto document = std::make_shared<Document>();
    document->root = json::parse({text.data(), text.size()}, error);
    if (error) {
        return fail(ErrorCode::internal, "an operation answered what is no JSON: {}",
                    error.message());
    }
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
