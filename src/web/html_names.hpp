// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

// The closed lists behind Tag and AttributeName. Whoever adds a name answers for it.
#include "web/html.hpp"

#include <algorithm>
#include <array>

namespace bayme::web {

inline constexpr std::array<std::string_view, 62> known_tags{
    "html",   "head",   "title",      "meta",     "link",    "body",     "header", "nav",
    "main",   "footer", "section",    "article",  "aside",   "h1",       "h2",     "h3",
    "h4",     "h5",     "h6",         "p",        "div",     "span",     "a",      "bdi",
    "strong", "em",     "code",       "pre",      "br",      "hr",       "ul",     "ol",
    "li",     "dl",     "dt",         "dd",       "table",   "caption",  "thead",  "tbody",
    "tfoot",  "tr",     "th",         "td",       "form",    "fieldset", "legend", "label",
    "input",  "select", "option",     "textarea", "button",  "progress", "time",   "abbr",
    "del",    "small",  "blockquote", "details",  "summary", "img"};

inline constexpr std::array<std::string_view, 46> known_attributes{"class",
                                                                   "id",
                                                                   "title",
                                                                   "lang",
                                                                   "role",
                                                                   "scope",
                                                                   "name",
                                                                   "value",
                                                                   "type",
                                                                   "method",
                                                                   "for",
                                                                   "content",
                                                                   "charset",
                                                                   "rel",
                                                                   "hidden",
                                                                   "checked",
                                                                   "selected",
                                                                   "disabled",
                                                                   "required",
                                                                   "multiple",
                                                                   "readonly",
                                                                   "placeholder",
                                                                   "min",
                                                                   "max",
                                                                   "step",
                                                                   "minlength",
                                                                   "maxlength",
                                                                   "size",
                                                                   "rows",
                                                                   "cols",
                                                                   "inputmode",
                                                                   "autocomplete",
                                                                   "colspan",
                                                                   "rowspan",
                                                                   "datetime",
                                                                   "open",
                                                                   "aria-label",
                                                                   "aria-current",
                                                                   "aria-labelledby",
                                                                   "aria-describedby",
                                                                   "aria-hidden",
                                                                   "aria-sort",
                                                                   "http-equiv",
                                                                   "enctype",
                                                                   "start",
                                                                   "tabindex"};

consteval Tag::Tag(const char* name) : name_(name) {
    if (std::ranges::find(known_tags, name_) == known_tags.end()) {
        throw "not an element of the list in web/html_names.hpp";
    }
}

consteval AttributeName::AttributeName(const char* name) : name_(name) {
    if (std::ranges::find(known_attributes, name_) == known_attributes.end()) {
        throw "not an attribute of the list in web/html_names.hpp";
    }
}

} // namespace bayme::web
