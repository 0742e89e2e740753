// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/markdown.hpp"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace bayme::web {
namespace {

struct FreeNode {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Document = std::unique_ptr<cmark_node, FreeNode>;

Document parse(std::string_view source) {
    cmark_gfm_core_extensions_ensure_registered();
    const std::unique_ptr<cmark_parser, decltype(&cmark_parser_free)> parser{
        cmark_parser_new(CMARK_OPT_SMART | CMARK_OPT_VALIDATE_UTF8), &cmark_parser_free};
    if (auto* table = cmark_find_syntax_extension("table"); table != nullptr) {
        cmark_parser_attach_syntax_extension(parser.get(), table);
    }
    cmark_parser_feed(parser.get(), source.data(), source.size());
    Document document{cmark_parser_finish(parser.get())};
    cmark_consolidate_text_nodes(document.get());
    return document;
}

std::string_view literal(cmark_node* node) {
    const char* found = cmark_node_get_literal(node);
    return found == nullptr ? std::string_view{} : found;
}

/// Walks the tree cmark made and builds markup with our own elements, so that nothing of the
/// source reaches the page unescaped and what we do not name here does not appear.
class Renderer {
public:
    explicit Renderer(const Placeholders& placeholders) : placeholders_(placeholders) {}

    Html children(cmark_node* parent) {
        Html html;
        for (auto* child = cmark_node_first_child(parent); child != nullptr;
             child = cmark_node_next(child)) {
            html += node(child);
        }
        return html;
    }
    [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }

private:
    Html node(cmark_node* node) {
        const auto type = cmark_node_get_type(node);
        // The kinds of an extension have no constant: their numbers are given out at run time.
        if (cmark_node_get_type_string(node) == std::string_view{"table"}) {
            return table(node);
        }
        switch (type) {
        case CMARK_NODE_PARAGRAPH:
            return paragraph(node);
        case CMARK_NODE_HEADING:
            return heading(node);
        case CMARK_NODE_LIST:
            return list(node);
        case CMARK_NODE_ITEM:
            return element("li", {children(node)});
        case CMARK_NODE_BLOCK_QUOTE:
            return element("blockquote", {children(node)});
        case CMARK_NODE_CODE_BLOCK:
            return element("pre", {element("code", {literal(node)})});
        case CMARK_NODE_THEMATIC_BREAK:
            return element("hr", {});
        case CMARK_NODE_TEXT:
            return text(filled(literal(node)));
        case CMARK_NODE_SOFTBREAK:
            return text("\n");
        case CMARK_NODE_LINEBREAK:
            return element("br", {});
        case CMARK_NODE_CODE:
            return element("code", {filled(literal(node))});
        case CMARK_NODE_EMPH:
            return element("em", {children(node)});
        case CMARK_NODE_STRONG:
            return element("strong", {children(node)});
        case CMARK_NODE_LINK:
            return element("a", {href(filled(cmark_node_get_url(node))), children(node)});
        default:
            return {}; // raw HTML, images: not part of a page
        }
    }

    Html paragraph(cmark_node* node) {
        auto* only = cmark_node_first_child(node);
        if (only != nullptr && cmark_node_next(only) == nullptr &&
            cmark_node_get_type(only) == CMARK_NODE_TEXT) {
            const auto words = literal(only);
            if (words.starts_with("{{") && words.ends_with("}}")) {
                const auto block = placeholders_.blocks.find(words.substr(2, words.size() - 4));
                if (block != placeholders_.blocks.end()) {
                    return block->second;
                }
            }
        }
        auto* parent = cmark_node_parent(node);
        auto* grandparent = parent == nullptr ? nullptr : cmark_node_parent(parent);
        const bool tight = grandparent != nullptr &&
                           cmark_node_get_type(grandparent) == CMARK_NODE_LIST &&
                           cmark_node_get_list_tight(grandparent) != 0;
        return tight ? children(node) : element("p", {children(node)});
    }

    Html heading(cmark_node* node) {
        const auto content = children(node);
        const auto id = attribute("id", heading_id(plain_words(node)));
        switch (cmark_node_get_heading_level(node)) {
        case 1:
            return element("h1", {content});
        case 2:
            return element("h2", {id, content});
        default:
            return element("h3", {id, content});
        }
    }

    Html list(cmark_node* node) {
        return cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
                   ? element("ol", {children(node)})
                   : element("ul", {children(node)});
    }

    Html table(cmark_node* node) {
        Html head;
        Html body;
        for (auto* row = cmark_node_first_child(node); row != nullptr; row = cmark_node_next(row)) {
            const bool is_head = cmark_gfm_extensions_get_table_row_is_header(row) != 0;
            Html cells;
            for (auto* cell = cmark_node_first_child(row); cell != nullptr;
                 cell = cmark_node_next(cell)) {
                cells += is_head ? element("th", {attribute("scope", "col"), children(cell)})
                                 : element("td", {children(cell)});
            }
            (is_head ? head : body) += element("tr", {cells});
        }
        const auto table = element("table", {element("thead", {head}), element("tbody", {body})});
        return element("div",
                       {classes("scroll"), attribute("tabindex", "0"), attribute("role", "group"),
                        attribute("aria-label", "Table"), table});
    }

    std::string plain_words(cmark_node* node) {
        std::string words;
        for (auto* child = cmark_node_first_child(node); child != nullptr;
             child = cmark_node_next(child)) {
            words += filled(literal(child));
            words += plain_words(child);
        }
        return words;
    }

    /// The text with every {{name}} replaced; what is unknown is noted and left out.
    std::string filled(std::string_view source) {
        std::string out;
        while (true) {
            const auto begin = source.find("{{");
            const auto end = begin == source.npos ? begin : source.find("}}", begin);
            if (end == source.npos) {
                return out += source;
            }
            out += source.substr(0, begin);
            const auto name = source.substr(begin + 2, end - begin - 2);
            if (const auto found = placeholders_.words.find(name);
                found != placeholders_.words.end()) {
                out += found->second;
            } else if (placeholders_.blocks.contains(name)) {
                note(fmt::format("{{{{{}}}}} must stand alone in its paragraph", name));
            } else {
                note(fmt::format("{{{{{}}}}} is not known", name));
            }
            source.remove_prefix(end + 2);
        }
    }

    void note(std::string problem) {
        if (std::ranges::find(problems_, problem) == problems_.end()) {
            problems_.push_back(std::move(problem));
        }
    }

    const Placeholders& placeholders_;
    std::vector<std::string> problems_;
};

} // namespace

Result<Html> render_markdown(std::string_view source, const Placeholders& placeholders) {
    const auto document = parse(source);
    Renderer renderer{placeholders};
    auto html = renderer.children(document.get());
    if (!renderer.problems().empty()) {
        return fail(ErrorCode::invalid_input, "{}", fmt::join(renderer.problems(), "; "));
    }
    return html;
}

std::string heading_id(std::string_view words) {
    std::string id;
    for (const char character : words) {
        const bool letter = (character >= 'a' && character <= 'z') ||
                            (character >= 'A' && character <= 'Z') ||
                            (character >= '0' && character <= '9');
        if (letter) {
            id += static_cast<char>(character >= 'A' && character <= 'Z' ? character + 32
                                                                         : character);
        } else if (!id.empty() && id.back() != '-') {
            id += '-';
        }
    }
    while (id.ends_with('-')) {
        id.pop_back();
    }
    return id;
}

} // namespace bayme::web
