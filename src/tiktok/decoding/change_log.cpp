// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/change_log.hpp"

#include "tiktok/decoding/fields.hpp"

namespace bayme::tiktok {
namespace {

using decoding::wrong_shape;

/// The characters of a Python bytes literal, from its first quote on.
Result<std::string> unescaped_bytes(std::string_view text) {
    const char quote = text[0];
    std::string out;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == quote) {
            return out;
        }
        if (text[i] != '\\' || i + 1 == text.size()) {
            out += text[i];
            continue;
        }
        const char next = text[++i];
        if (next == 'x' && i + 2 < text.size()) {
            const auto digits = std::string{text.substr(i + 1, 2)};
            char* end = nullptr;
            const auto value = std::strtol(digits.c_str(), &end, 16);
            if (end != digits.c_str() + 2) {
                return fail(wrong_shape("the change log has a broken escape"));
            }
            out += static_cast<char>(value);
            i += 2;
        } else {
            out += next == 'n' ? '\n' : next == 'r' ? '\r' : next == 't' ? '\t' : next;
        }
    }
    return fail(wrong_shape("the change log does not end"));
}

/// The file inside a JSON object, or behind 'file_data': in a Python dictionary.
Result<std::string> unescaped_file(std::string_view text) {
    if (const auto json = decoding::JsonTree::parse(text)) {
        const auto* file = json->root().find("file_data");
        if (file == nullptr || file->text.size() < 2 || file->text[0] != 'b') {
            return fail(wrong_shape("the change log has no file_data"));
        }
        return unescaped_bytes(std::string_view{file->text}.substr(1));
    }
    constexpr std::string_view opening = "'file_data': b";
    const auto at = text.find(opening);
    if (at == std::string_view::npos || at + opening.size() >= text.size()) {
        return fail(wrong_shape("the change log has no file_data"));
    }
    return unescaped_bytes(text.substr(at + opening.size()));
}

/// Rows of RFC 4180: quoted fields may hold commas, line ends and doubled quotes.
std::vector<Texts> rows_of(std::string_view csv) {
    std::vector<Texts> rows(1);
    std::string field;
    bool quoted = false;
    const auto end_field = [&] {
        rows.back().push_back(std::move(field));
        field.clear();
    };
    for (std::size_t i = 0; i < csv.size(); ++i) {
        const char c = csv[i];
        if (quoted) {
            if (c != '"') {
                field += c;
            } else if (i + 1 < csv.size() && csv[i + 1] == '"') {
                field += csv[++i];
            } else {
                quoted = false;
            }
        } else if (c == '"') {
            quoted = true;
        } else if (c == ',') {
            end_field();
        } else if (c == '\n') {
            end_field();
            rows.emplace_back();
        } else if (c != '\r') {
            field += c;
        }
    }
    end_field();
    return rows;
}

constexpr std::size_t columns = 8;

/// What stands between b' and '.
std::string bare(std::string_view text) {
    const bool bytes = text.size() >= 3 && text.starts_with("b'") && text.ends_with('\'');
    return std::string{bytes ? text.substr(2, text.size() - 3) : text};
}

/// The members of this name, however deep they stand: the nesting is not documented.
void collect(const decoding::JsonNode& node, std::string_view name, Texts& values) {
    for (const auto& child : node.children) {
        const bool nested =
            child.kind == decoding::JsonKind::array || child.kind == decoding::JsonKind::object;
        if (nested) {
            collect(child, name, values);
        } else if (child.key == name) {
            values.push_back(bare(child.text));
        }
    }
}

Texts values_of(std::string_view details, std::string_view name) {
    Texts values;
    if (const auto json = decoding::JsonTree::parse(details)) {
        collect(json->root(), name, values);
    }
    return values;
}

} // namespace

Result<std::vector<ChangeLogEntry>> read_change_log(std::string_view text) {
    BAYME_TRY(const auto csv, unescaped_file(text));
    std::vector<ChangeLogEntry> entries;
    bool in_table = false;
    for (auto& row : rows_of(csv)) {
        if (!in_table) {
            // Counts of changes stand above the table.
            in_table = row.size() == columns && row[0] == "Time";
            continue;
        }
        if (row.size() == 1) {
            continue; // the end, or an empty line
        }
        if (row.size() != columns) {
            return fail(wrong_shape("the change log has a row of another width"));
        }
        // Some time columns carry the blanks of a wrapped line.
        row[0].erase(0, row[0].find_first_not_of(' '));
        entries.push_back({.time = std::move(row[0]),
                           .object_type = std::move(row[1]),
                           .object_id = std::move(row[2]),
                           .subject = std::move(row[3]),
                           .operator_name = std::move(row[4]),
                           .source = std::move(row[5]),
                           .app_id = std::move(row[6]),
                           .details = {std::move(row[7])}});
    }
    if (!in_table) {
        return fail(wrong_shape("the change log has no table"));
    }
    return entries;
}

Texts values_before(std::string_view details) {
    return values_of(details, "before");
}

Texts values_after(std::string_view details) {
    return values_of(details, "after");
}

} // namespace bayme::tiktok
