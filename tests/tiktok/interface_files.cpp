// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/interface_files.hpp"

#include "tiktok/samples.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace bayme::test {
namespace {

using tiktok::calls::ParameterFact;
using tiktok::calls::ParameterType;

struct Yaml {
    std::string name;
    std::string value;
    std::vector<Yaml> children;

    const Yaml* find(std::string_view key) const {
        const auto found = std::ranges::find(children, key, &Yaml::name);
        return found == children.end() ? nullptr : &*found;
    }
    const Yaml* at(std::initializer_list<std::string_view> path) const {
        const Yaml* node = this;
        for (const auto key : path) {
            node = node == nullptr ? nullptr : node->find(key);
        }
        return node;
    }
    std::string text(std::string_view key) const {
        const auto* node = find(key);
        return node == nullptr ? "" : node->value;
    }
};

/// A value that goes on over further lines is deeper than its key: those lines are skipped.
class YamlReader {
public:
    explicit YamlReader(const std::string& text) : lines_(lines_of(text)) {}

    Yaml read() {
        Yaml root;
        read_children(root, 0);
        return root;
    }

private:
    static std::size_t indent_of(const std::string& line) { return line.find_first_not_of(' '); }

    bool more(std::size_t indent) {
        while (next_ < lines_.size() && indent_of(lines_[next_]) == std::string::npos) {
            ++next_;
        }
        return next_ < lines_.size() && indent_of(lines_[next_]) >= indent;
    }

    void read_children(Yaml& parent, std::size_t indent) {
        while (more(indent)) {
            auto& line = lines_[next_];
            const auto here = indent_of(line);
            if (line.compare(here, 2, "- ") == 0) {
                line[here] = ' ';
                auto& item = parent.children.emplace_back();
                if (line.find(": ", here) == std::string::npos && !line.ends_with(':')) {
                    item.value = line.substr(here + 2);
                    ++next_;
                } else {
                    read_children(item, here + 2);
                }
                continue;
            }
            const auto colon = line.find(':', here);
            auto& child = parent.children.emplace_back();
            child.name = unquoted(line.substr(here, colon - here));
            child.value =
                colon == std::string::npos || colon + 2 > line.size() ? "" : line.substr(colon + 2);
            ++next_;
            if (!child.value.empty()) {
                while (more(here + 1)) {
                    ++next_;
                }
                continue;
            }
            // Lists may stand as deep as their key.
            const bool list = more(here) && lines_[next_].compare(here, 2, "- ") == 0 &&
                              indent_of(lines_[next_]) == here;
            if (list) {
                read_list(child, here);
            } else {
                read_children(child, here + 1);
            }
        }
    }

    void read_list(Yaml& parent, std::size_t indent) {
        while (more(indent) && indent_of(lines_[next_]) == indent &&
               lines_[next_].compare(indent, 2, "- ") == 0) {
            Yaml one;
            auto& line = lines_[next_];
            line[indent] = ' ';
            if (line.find(':') == std::string::npos) {
                one.value = unquoted(line.substr(indent + 2));
                ++next_;
            } else {
                read_children(one, indent + 2);
            }
            parent.children.push_back(std::move(one));
        }
    }

    static std::string unquoted(std::string text) {
        std::erase(text, '\'');
        std::erase(text, '"');
        return text;
    }

    std::vector<std::string> lines_;
    std::size_t next_ = 0;
};

ParameterType type_of(const Yaml& schema) {
    const auto type = schema.text("type");
    if (type == "array") {
        const auto* items = schema.find("items");
        const auto item = items == nullptr ? "" : items->text("type");
        return item == "string"                                           ? ParameterType::texts
               : item == "object" || items->find("properties") != nullptr ? ParameterType::objects
                                                                          : ParameterType::numbers;
    }
    if (type == "integer" || type == "number") {
        return ParameterType::number;
    }
    if (type == "boolean") {
        return ParameterType::flag;
    }
    if (type == "string") {
        return schema.text("format") == "binary" ? ParameterType::file : ParameterType::text;
    }
    return ParameterType::object;
}

/// What a list, a text or a number may be at most; 0 where nothing is said.
std::int64_t most_of(const Yaml& schema) {
    for (const auto* key : {"maxItems", "maxLength", "maximum"}) {
        std::int64_t most = 0;
        if (RE2::FullMatch(schema.text(key), R"((\d+))", &most)) {
            return most;
        }
    }
    return 0;
}

void add_schema(DocumentedParameters& out, const std::string& path, const Yaml& schema,
                bool required) {
    const auto type = type_of(schema);
    if (!path.empty()) {
        out[path] = {path, type, required, {0, most_of(schema)}};
    }
    const auto* inner = type == ParameterType::objects ? schema.find("items") : &schema;
    const auto* properties = inner == nullptr ? nullptr : inner->find("properties");
    if (properties == nullptr) {
        return;
    }
    const auto* needed = inner->find("required");
    for (const auto& property : properties->children) {
        const bool is_needed =
            needed != nullptr && std::ranges::find(needed->children, property.name, &Yaml::value) !=
                                     needed->children.end();
        add_schema(out, path.empty() ? property.name : path + "." + property.name, property,
                   is_needed);
    }
}

ParameterType indexed_type(const std::string& text) {
    static const RE2 array{R"(^\[?array<(\w+))"};
    if (std::string item; RE2::PartialMatch(text, array, &item)) {
        return item == "string"                   ? ParameterType::texts
               : item == "int" || item == "float" ? ParameterType::numbers
                                                  : ParameterType::objects;
    }
    if (text.starts_with("string")) {
        return ParameterType::text;
    }
    if (text.starts_with("int") || text.starts_with("float")) {
        return ParameterType::number;
    }
    return text.starts_with("bool") ? ParameterType::flag : ParameterType::object;
}

} // namespace

DocumentedParameters read_fragment(const std::string& yaml) {
    DocumentedParameters out;
    const auto root = YamlReader{yaml}.read();
    const auto* paths = root.find("paths");
    if (paths == nullptr || paths->children.empty() || paths->children[0].children.empty()) {
        return out;
    }
    const auto& operation = paths->children[0].children[0];
    if (const auto* parameters = operation.find("parameters")) {
        for (const auto& parameter : parameters->children) {
            const auto name = parameter.text("name");
            const auto* schema = parameter.find("schema");
            if (schema == nullptr) {
                schema = parameter.at({"content", "application/json", "schema"});
            }
            if (name != "Access-Token" && schema != nullptr) {
                add_schema(out, name, *schema, parameter.text("required") == "true");
            }
        }
    }
    if (const auto* content = operation.at({"requestBody", "content"})) {
        for (const auto& kind : content->children) {
            if (const auto* schema = kind.find("schema")) {
                add_schema(out, "", *schema, false);
            }
        }
    }
    return out;
}

std::string read_fragment_call(const std::string& yaml) {
    const auto root = YamlReader{yaml}.read();
    const auto* paths = root.find("paths");
    if (paths == nullptr || paths->children.empty() || paths->children[0].children.empty()) {
        return {};
    }
    const auto& path = paths->children[0];
    auto method = path.children[0].name;
    std::ranges::transform(method, method.begin(),
                           [](char letter) { return static_cast<char>(letter - 'a' + 'A'); });
    return method + " " + path.name;
}

std::set<std::string> read_indexed_calls(const std::string& text) {
    static const RE2 heading{R"(^### (\w+) /open_api/v1\.3(/\S*))"};
    std::set<std::string> calls;
    for (const auto& line : lines_of(text)) {
        std::string method;
        std::string path;
        if (RE2::PartialMatch(line, heading, &method, &path)) {
            calls.insert(method + " " + path);
        }
    }
    return calls;
}

std::map<std::string, DocumentedParameters> read_parameter_index(const std::string& text) {
    static const RE2 heading{R"(^### \w+ /open_api/v1\.3(/\S*))"};
    static const RE2 entry{R"(^( *)- (\w+)([*?]) : (.*))"};
    std::map<std::string, DocumentedParameters> out;
    DocumentedParameters* endpoint = nullptr;
    std::vector<std::string> parents;
    std::size_t base = 0;
    for (const auto& line : lines_of(text)) {
        std::string path_at_tiktok;
        std::string indent;
        std::string name;
        std::string mark;
        std::string type;
        if (RE2::PartialMatch(line, heading, &path_at_tiktok)) {
            endpoint = &out[path_at_tiktok];
            parents.clear();
            base = 0;
        } else if (endpoint != nullptr &&
                   RE2::PartialMatch(line, entry, &indent, &name, &mark, &type)) {
            const auto depth = indent.size() / 2;
            if (name == "body" && depth == 0) {
                base = 1; // its members are the parameters
                continue;
            }
            if (depth < base) {
                continue;
            }
            parents.resize(depth - base);
            std::string path;
            for (const auto& parent : parents) {
                path += parent + ".";
            }
            path += name;
            (*endpoint)[path] = {path, indexed_type(type), mark == "*"};
            parents.push_back(name);
        }
    }
    return out;
}

std::map<std::string, std::string> read_differences(const std::string& text) {
    std::map<std::string, std::string> out;
    for (const auto& line : lines_of(text)) {
        const auto colon = line.find(": ");
        if (!line.starts_with('#') && colon != std::string::npos) {
            out[line.substr(0, colon)] = line.substr(colon + 2);
        }
    }
    return out;
}

} // namespace bayme::test
