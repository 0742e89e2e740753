// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::web {

class Tag;
class Part;

/// Finished markup. Only the functions of this header make it: text that goes in comes out as
/// text, and there is no way to put markup in by hand.
class Html {
public:
    Html() = default;
    [[nodiscard]] const std::string& markup() const { return markup_; }
    [[nodiscard]] bool empty() const { return markup_.empty(); }
    Html& operator+=(const Html& more);

private:
    friend Html text(std::string_view plain);
    friend Html element(Tag tag, std::initializer_list<Part> parts);
    std::string markup_;
};

/// An element's name, checked by the compiler against a closed list: script, style, iframe, object
/// and their like cannot be written.
class Tag {
public:
    consteval Tag(const char* name); // NOLINT(google-explicit-constructor): reads as a name
    [[nodiscard]] std::string_view name() const { return name_; }

private:
    std::string_view name_;
};

/// An attribute's name, from a closed list without style, on… and those that hold an address.
class AttributeName {
public:
    consteval AttributeName(const char* name); // NOLINT(google-explicit-constructor)
    [[nodiscard]] std::string_view name() const { return name_; }

private:
    std::string_view name_;
};

struct Attribute {
    std::string_view name; ///< of static duration
    std::string value;
    bool present = true;
};
Attribute attribute(AttributeName name, std::string_view value);
/// An attribute without a value, such as checked.
Attribute flag(AttributeName name, bool on = true);
Attribute classes(std::string_view names);
/// Addresses are paths, queries, fragments, https, http and mailto; any other becomes "#".
Attribute href(std::string_view address);
Attribute action(std::string_view address);
bool is_safe_address(std::string_view address);

/// One argument of element(): an attribute, text, or markup. Refers to what it is made from, so it
/// lives only within the call.
class Part {
public:
    // NOLINTBEGIN(google-explicit-constructor): arguments are written as what they are
    Part(const char* plain) : text_(plain) {}
    Part(std::string_view plain) : text_(plain) {}
    Part(const std::string& plain) : text_(plain) {}
    Part(const Html& html) : html_(&html) {}
    Part(const std::vector<Html>& list) : list_(&list) {}
    Part(const Attribute& attribute) : attribute_(&attribute) {}
    // NOLINTEND(google-explicit-constructor)
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;

private:
    friend Html element(Tag tag, std::initializer_list<Part> parts);
    std::string_view text_;
    const Html* html_ = nullptr;
    const std::vector<Html>* list_ = nullptr;
    const Attribute* attribute_ = nullptr;
};

/// Escaped text; control characters and bytes that are not UTF-8 become U+FFFD.
Html text(std::string_view plain);
/// Attributes first or between, contents in order.
Html element(Tag tag, std::initializer_list<Part> parts);
Html join(const std::vector<Html>& parts);
/// `html` when the condition holds, else nothing.
Html when(bool condition, const Html& html);
/// Text by somebody else, kept from turning the direction of what stands around it.
Html foreign(std::string_view name);

} // namespace bayme::web

#include "web/html_names.hpp"
