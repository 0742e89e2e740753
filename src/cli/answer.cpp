// SPDX-License-Identifier: LicenseRef-Bayme
#include "cli/answer.hpp"

#include "base/text_width.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace bayme::cli {
namespace {

namespace json = boost::json;

const json::value* find(const json::value& value, std::string_view path) {
    const auto* at = &value;
    while (at != nullptr && !path.empty()) {
        const auto dot = path.find('.');
        const auto name = path.substr(0, dot);
        const auto* object = at->if_object();
        at = object != nullptr ? object->if_contains({name.data(), name.size()}) : nullptr;
        path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
    }
    return at;
}

} // namespace

Result<json::value> read_answer(std::string_view text) {
    boost::system::error_code code;
    auto value = json::parse({text.data(), text.size()}, code);
    if (code) {
        return fail(ErrorCode::internal, "the answer is not JSON: {}", code.message());
    }
    return value;
}

std::string text_at(const json::value& value, std::string_view path) {
    const auto* found = find(value, path);
    if (found == nullptr || found->is_null()) {
        return {};
    }
    if (const auto* text = found->if_string()) {
        return {text->data(), text->size()};
    }
    return json::serialize(*found);
}

std::string time_at(const json::value& value, std::string_view path) {
    constexpr std::size_t to_the_second = std::string_view{"2026-03-01T12:00:00"}.size();
    const auto text = text_at(value, path);
    return text.size() > to_the_second ? text.substr(0, to_the_second) + "Z" : text;
}

const json::array& list_at(const json::value& value, std::string_view name) {
    static const json::array none;
    const auto* found = find(value, name);
    const auto* list = found != nullptr ? found->if_array() : nullptr;
    return list != nullptr ? *list : none;
}

RequestBody& RequestBody::text(std::string_view name, std::string_view value) {
    if (!value.empty()) {
        object_[{name.data(), name.size()}] = json::string_view{value.data(), value.size()};
    }
    return *this;
}

RequestBody& RequestBody::number(std::string_view name, std::int64_t value) {
    object_[{name.data(), name.size()}] = value;
    return *this;
}

RequestBody& RequestBody::flag(std::string_view name, bool value) {
    object_[{name.data(), name.size()}] = value;
    return *this;
}

RequestBody& RequestBody::list(std::string_view name, const std::vector<std::string>& values) {
    if (!values.empty()) {
        json::array list;
        for (const auto& value : values) {
            list.emplace_back(json::string_view{value.data(), value.size()});
        }
        object_[{name.data(), name.size()}] = std::move(list);
    }
    return *this;
}

std::string RequestBody::json() const {
    return json::serialize(object_);
}

std::string pause_words(const boost::json::value& value, std::string_view path) {
    const auto member = [&](std::string_view name) {
        return path.empty() ? std::string{name} : fmt::format("{}.{}", path, name);
    };
    const auto words = [&](std::string_view name) {
        return printable(text_at(value, member(name)));
    };
    return fmt::format("{} {} is paused by {} since {}: {}", words("scope"), words("subject"),
                       words("paused_by_name"), time_at(value, member("paused_at")),
                       words("reason"));
}

} // namespace bayme::cli
