// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/recorder/json_texts.hpp"

#include "base/json_text.hpp"

#include <charconv>
#include <vector>

namespace bayme::sandbox {

namespace {

void append_utf8(std::string& out, unsigned point) {
    if (point < 0x80) {
        out.push_back(static_cast<char>(point));
    } else if (point < 0x800) {
        out.push_back(static_cast<char>(0xC0U | point >> 6U));
        out.push_back(static_cast<char>(0x80U | (point & 0x3FU)));
    } else if (point < 0x10000) {
        out.push_back(static_cast<char>(0xE0U | point >> 12U));
        out.push_back(static_cast<char>(0x80U | (point >> 6U & 0x3FU)));
        out.push_back(static_cast<char>(0x80U | (point & 0x3FU)));
    } else {
        out.push_back(static_cast<char>(0xF0U | point >> 18U));
        out.push_back(static_cast<char>(0x80U | (point >> 12U & 0x3FU)));
        out.push_back(static_cast<char>(0x80U | (point >> 6U & 0x3FU)));
        out.push_back(static_cast<char>(0x80U | (point & 0x3FU)));
    }
}

/// One pass over the text; knows where it is by the brackets behind it.
class Walk {
public:
    Walk(std::string_view json, const ReplaceScalar& replace) : json_(json), replace_(replace) {}

    std::string run() {
        while (at_ < json_.size()) {
            const char letter = json_[at_];
            if (letter == '"') {
                take_text();
            } else if (letter == '-' || (letter >= '0' && letter <= '9')) {
                take_number();
            } else {
                take_mark(letter);
            }
        }
        return std::move(out_);
    }

private:
    struct Level {
        bool object = false;
        bool expects_key = false;
        std::string name;
    };

    [[nodiscard]] std::string_view name() const {
        return levels_.empty() ? std::string_view{} : std::string_view{levels_.back().name};
    }

    void take_mark(char letter) {
        if (letter == '{' || letter == '[') {
            levels_.push_back({letter == '{', letter == '{', std::string{name()}});
        } else if ((letter == '}' || letter == ']') && !levels_.empty()) {
            levels_.pop_back();
        } else if (letter == ',' && !levels_.empty()) {
            levels_.back().expects_key = levels_.back().object;
        }
        out_.push_back(letter);
        ++at_;
    }

    void take_number() {
        const auto end = json_.find_first_not_of("+-.0123456789eE", at_);
        const auto token = json_.substr(at_, end == std::string_view::npos ? end : end - at_);
        const auto changed = replace_({name(), token, true, false});
        out_.append(changed ? std::string_view{*changed} : token);
        at_ += token.size();
    }

    void take_text() {
        const auto start = at_++;
        std::string value;
        while (at_ < json_.size() && json_[at_] != '"') {
            if (json_[at_] == '\\' && at_ + 1 < json_.size()) {
                take_escape(value);
            } else {
                value.push_back(json_[at_++]);
            }
        }
        const bool whole = at_ < json_.size();
        at_ += whole ? 1 : 0;
        const bool is_key = !levels_.empty() && levels_.back().expects_key;
        const auto changed = replace_({is_key ? std::string_view{} : name(), value, false, is_key});
        if (!changed) {
            out_.append(json_.substr(start, at_ - start));
        } else {
            auto text = json_string(*changed);
            text.resize(text.size() - (whole ? 0 : 1));
            out_ += text;
        }
        if (is_key) {
            levels_.back().name = value;
            levels_.back().expects_key = false;
        }
    }

    void take_escape(std::string& value) {
        constexpr std::string_view letters = "bfnrt";
        constexpr std::string_view meanings = "\b\f\n\r\t";
        const char letter = json_[at_ + 1];
        at_ += 2;
        if (letter != 'u') {
            const auto found = letters.find(letter);
            value.push_back(found == std::string_view::npos ? letter : meanings[found]);
            return;
        }
        auto point = take_unit();
        if (point >= 0xD800 && point < 0xDC00 && json_.substr(at_).starts_with("\\u")) {
            at_ += 2;
            const auto low = take_unit();
            point = 0x10000 + ((point - 0xD800) << 10U) + (low & 0x3FFU);
        }
        append_utf8(value, point);
    }

    /// Four hexadecimal digits; U+FFFD for anything else.
    unsigned take_unit() {
        unsigned unit = 0;
        const auto digits = json_.substr(at_, 4);
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), unit, 16);
        const bool good = error == std::errc{} && end == digits.data() + 4;
        at_ += static_cast<std::size_t>(end - digits.data());
        return good ? unit : 0xFFFD;
    }

    std::string_view json_;
    const ReplaceScalar& replace_;
    std::size_t at_ = 0;
    std::vector<Level> levels_;
    std::string out_;
};

} // namespace

std::string replace_scalars(std::string_view json, const ReplaceScalar& replace) {
    return Walk{json, replace}.run();
}

} // namespace bayme::sandbox
