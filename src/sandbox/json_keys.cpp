// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/json_keys.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <fmt/format.h>

#include <cstdint>
#include <limits>
#include <set>
#include <utility>
#include <vector>

namespace bayme::sandbox {

namespace {

namespace json = boost::json;

/// What the parser tells on its way; everything but keys and the shape goes by.
class Keys {
public:
    static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_array_size = max_object_size;
    static constexpr std::size_t max_key_size = max_object_size;
    static constexpr std::size_t max_string_size = max_object_size;

    std::optional<std::string> twice;

    // NOLINTBEGIN(readability-convert-member-functions-to-static): the parser's
    // interface
    bool on_document_begin(json::error_code& /*error*/) { return true; }
    bool on_document_end(json::error_code& /*error*/) { return true; }
    bool on_object_begin(json::error_code& /*error*/) { return open(false); }
    bool on_object_end(std::size_t /*size*/, json::error_code& /*error*/) { return close(); }
    bool on_array_begin(json::error_code& /*error*/) { return open(true); }
    bool on_array_end(std::size_t /*size*/, json::error_code& /*error*/) { return close(); }
    bool on_key_part(json::string_view part, std::size_t /*size*/, json::error_code& /*error*/) {
        key_.append(part.data(), part.size());
        return true;
    }
    bool on_key(json::string_view part, std::size_t /*size*/, json::error_code& /*error*/) {
        key_.append(part.data(), part.size());
        auto& object = open_.back();
        object.name = std::exchange(key_, {});
        if (!object.names.insert(object.name).second && !twice) {
            twice = path();
        }
        return true;
    }
    bool on_string_part(json::string_view /*part*/, std::size_t /*size*/,
                        json::error_code& /*error*/) {
        return true;
    }
    bool on_string(json::string_view /*part*/, std::size_t /*size*/, json::error_code& /*error*/) {
        return value();
    }
    bool on_number_part(json::string_view /*part*/, json::error_code& /*error*/) { return true; }
    bool on_int64(std::int64_t /*number*/, json::string_view /*part*/,
                  json::error_code& /*error*/) {
        return value();
    }
    bool on_uint64(std::uint64_t /*number*/, json::string_view /*part*/,
                   json::error_code& /*error*/) {
        return value();
    }
    bool on_double(double /*number*/, json::string_view /*part*/, json::error_code& /*error*/) {
        return value();
    }
    bool on_bool(bool /*truth*/, json::error_code& /*error*/) { return value(); }
    bool on_null(json::error_code& /*error*/) { return value(); }
    bool on_comment_part(json::string_view /*part*/, json::error_code& /*error*/) { return true; }
    bool on_comment(json::string_view /*part*/, json::error_code& /*error*/) { return true; }
    // NOLINTEND(readability-convert-member-functions-to-static)

private:
    /// An object or a list that has begun, and where in it the parser is.
    struct Place {
        bool list = false;
        std::size_t item = 0;
        std::string name;
        std::set<std::string> names;
    };

    bool open(bool list) {
        open_.push_back({list, 0, {}, {}});
        return true;
    }
    bool close() {
        open_.pop_back();
        return value();
    }
    /// One has ended: the next item of its list has the next number.
    bool value() {
        if (!open_.empty()) {
            ++open_.back().item;
        }
        return true;
    }
    [[nodiscard]] std::string path() const {
        std::string text;
        for (const auto& place : open_) {
            text += place.list ? fmt::format("[{}]", place.item)
                               : (text.empty() ? "" : ".") + place.name;
        }
        return text;
    }

    std::vector<Place> open_;
    std::string key_;
};

} // namespace

std::optional<std::string> member_twice(std::string_view json) {
    json::basic_parser<Keys> parser{json::parse_options{}};
    json::error_code error;
    parser.write_some(false, json.data(), json.size(), error);
    return parser.handler().twice;
}

} // namespace bayme::sandbox
