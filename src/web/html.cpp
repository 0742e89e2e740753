// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/html.hpp"

#include <cstdint>

namespace bayme::web {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

bool is_continuation(unsigned char byte) {
    return (byte & 0xC0U) == 0x80U;
}

/// Length of the valid UTF-8 sequence that starts `rest`, 0 when there is none (overlong forms,
/// surrogates and values past U+10FFFF included).
std::size_t sequence_length(std::string_view rest) {
    const auto byte = [&](std::size_t index) {
        return index < rest.size() ? static_cast<unsigned char>(rest[index]) : 0U;
    };
    const auto first = byte(0);
    if (first < 0x80) {
        return 1;
    }
    const auto second = byte(1);
    if (first >= 0xC2 && first <= 0xDF) {
        return is_continuation(static_cast<unsigned char>(second)) ? 2 : 0;
    }
    if (first >= 0xE0 && first <= 0xEF) {
        const bool fits = (first != 0xE0 || second >= 0xA0) && (first != 0xED || second < 0xA0);
        return fits && is_continuation(static_cast<unsigned char>(second)) &&
                       is_continuation(static_cast<unsigned char>(byte(2)))
                   ? 3
                   : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool fits = (first != 0xF0 || second >= 0x90) && (first != 0xF4 || second < 0x90);
        return fits && is_continuation(static_cast<unsigned char>(second)) &&
                       is_continuation(static_cast<unsigned char>(byte(2))) &&
                       is_continuation(static_cast<unsigned char>(byte(3)))
                   ? 4
                   : 0;
    }
    return 0;
}

void append_ascii(std::string& out, char character) {
    switch (character) {
    case '&':
        out += "&amp;";
        return;
    case '<':
        out += "&lt;";
        return;
    case '>':
        out += "&gt;";
        return;
    case '"':
        out += "&quot;";
        return;
    case '\'':
        out += "&#39;";
        return;
    default:
        break;
    }
    const auto code = static_cast<unsigned char>(character);
    const bool control = (code < 0x20 && character != '\n' && character != '\t') || code == 0x7F;
    if (control) {
        out += replacement;
    } else {
        out += character;
    }
}

void append_escaped(std::string& out, std::string_view plain) {
    out.reserve(out.size() + plain.size() + plain.size() / 8);
    while (!plain.empty()) {
        const auto length = sequence_length(plain);
        // U+0080 to U+009F are control characters too.
        const bool c1 =
            length == 2 && plain[0] == '\xC2' && static_cast<unsigned char>(plain[1]) < 0xA0;
        if (length == 0 || c1) {
            out += replacement;
        } else if (length == 1) {
            append_ascii(out, plain[0]);
        } else {
            out += plain.substr(0, length);
        }
        plain.remove_prefix(length == 0 ? 1 : length);
    }
}

bool is_void(std::string_view tag) {
    return tag == "br" || tag == "hr" || tag == "input" || tag == "link" || tag == "meta" ||
           tag == "img";
}

/// A line break after these changes nothing on the page and makes its source readable.
bool ends_line(std::string_view tag) {
    static constexpr std::array<std::string_view, 27> tags{
        "head",    "title", "meta",  "link",  "body", "header", "nav", "main",     "footer",
        "section", "h1",    "h2",    "h3",    "p",    "div",    "ul",  "ol",       "li",
        "table",   "thead", "tbody", "tfoot", "tr",   "form",   "dl",  "fieldset", "hr"};
    return std::ranges::find(tags, tag) != tags.end();
}

Attribute address_attribute(std::string_view name, std::string_view address) {
    return {name, is_safe_address(address) ? std::string{address} : "#"};
}

} // namespace

Html& Html::operator+=(const Html& more) {
    markup_ += more.markup_;
    return *this;
}

bool is_safe_address(std::string_view address) {
    for (const char character : address) {
        if (static_cast<unsigned char>(character) <= 0x20 || character == '\\') {
            return false;
        }
    }
    if (address.starts_with('/')) {
        return !address.starts_with("//");
    }
    return address.starts_with('#') || address.starts_with('?') ||
           address.starts_with("https://") || address.starts_with("http://") ||
           address.starts_with("mailto:");
}

Attribute attribute(AttributeName name, std::string_view value) {
    return {name.name(), std::string{value}};
}

Attribute flag(AttributeName name, bool on) {
    return {name.name(), "", on};
}

Attribute classes(std::string_view names) {
    return {"class", std::string{names}, !names.empty()};
}

Attribute href(std::string_view address) {
    return address_attribute("href", address);
}

Attribute action(std::string_view address) {
    return address_attribute("action", address);
}

Html text(std::string_view plain) {
    Html html;
    append_escaped(html.markup_, plain);
    return html;
}

Html element(Tag tag, std::initializer_list<Part> parts) {
    Html html;
    auto& out = html.markup_;
    out += '<';
    out += tag.name();
    for (const auto& part : parts) {
        if (part.attribute_ == nullptr || !part.attribute_->present) {
            continue;
        }
        out += ' ';
        out += part.attribute_->name;
        if (!part.attribute_->value.empty() || part.attribute_->name == "value") {
            out += "=\"";
            append_escaped(out, part.attribute_->value);
            out += '"';
        }
    }
    out += '>';
    if (!is_void(tag.name())) {
        for (const auto& part : parts) {
            append_escaped(out, part.text_);
            if (part.html_ != nullptr) {
                out += part.html_->markup_;
            }
            if (part.list_ != nullptr) {
                for (const auto& one : *part.list_) {
                    out += one.markup_;
                }
            }
        }
        out += "</";
        out += tag.name();
        out += '>';
    }
    if (ends_line(tag.name())) {
        out += '\n';
    }
    return html;
}

Html join(const std::vector<Html>& parts) {
    Html html;
    for (const auto& part : parts) {
        html += part;
    }
    return html;
}

Html when(bool condition, const Html& html) {
    return condition ? html : Html{};
}

Html foreign(std::string_view name) {
    return element("bdi", {name});
}

} // namespace bayme::web
