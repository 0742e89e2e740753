// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports/sheet.hpp"

#include <algorithm>
#include <array>

namespace bayme::reports {
namespace {

std::unexpected<Error> refuse(std::string message, std::string reason) {
    return fail(Error{ErrorCode::invalid_input, std::move(message)}.because(reason));
}

void append_utf8(std::string& text, char32_t point) {
    const auto byte = [&](char32_t bits) {
        text += static_cast<char>(bits);
    };
    if (point < 0x80) {
        byte(point);
    } else if (point < 0x800) {
        byte(0xC0 | point >> 6U);
        byte(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        byte(0xE0 | point >> 12U);
        byte(0x80 | (point >> 6U & 0x3F));
        byte(0x80 | (point & 0x3F));
    } else {
        byte(0xF0 | point >> 18U);
        byte(0x80 | (point >> 12U & 0x3F));
        byte(0x80 | (point >> 6U & 0x3F));
        byte(0x80 | (point & 0x3F));
    }
}

Result<std::string> from_utf16(std::string_view bytes, bool big_endian) {
    const auto unit = [&](std::size_t at) {
        const auto one = static_cast<unsigned char>(bytes[at]);
        const auto two = static_cast<unsigned char>(bytes[at + 1]);
        return static_cast<char32_t>(big_endian ? one << 8U | two : two << 8U | one);
    };
    std::string text;
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        auto point = unit(at);
        if (point >= 0xD800 && point < 0xDC00 && at + 3 < bytes.size()) {
            const auto low = unit(at + 2);
            if (low < 0xDC00 || low >= 0xE000) {
                return refuse("the file is not whole UTF-16 text", "not_text");
            }
            point = 0x10000 + ((point - 0xD800) << 10U) + (low - 0xDC00);
            at += 2;
        } else if (point >= 0xD800 && point < 0xE000) {
            return refuse("the file is not whole UTF-16 text", "not_text");
        }
        append_utf8(text, point);
    }
    return text;
}

/// Removes the mark and brings the text to UTF-8.
Result<std::string> text_of(std::string_view bytes) {
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xD0\xCF\x11\xE0")) {
        return refuse("the file is an Excel workbook: save it as CSV and give that file",
                      "workbook");
    }
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
    } else if (bytes.starts_with("\xFF\xFE")) {
        return from_utf16(bytes.substr(2), false);
    } else if (bytes.starts_with("\xFE\xFF")) {
        return from_utf16(bytes.substr(2), true);
    } else if (bytes.size() > 1 && bytes[0] != '\0' && bytes[1] == '\0') {
        return from_utf16(bytes, false);
    } else if (bytes.size() > 1 && bytes[0] == '\0' && bytes[1] != '\0') {
        return from_utf16(bytes, true);
    }
    if (bytes.contains('\0')) {
        return refuse("the file is no text: it has bytes of 0", "not_text");
    }
    return std::string{bytes};
}

/// Counted outside quotes in the first lines.
char delimiter_of(std::string_view text) {
    constexpr std::array<char, 3> candidates{',', ';', '\t'};
    constexpr int most_lines = 20;
    std::array<int, 3> counts{};
    bool quoted = false;
    int lines = 0;
    for (const char letter : text) {
        quoted = letter == '"' ? !quoted : quoted;
        lines += letter == '\n' && !quoted ? 1 : 0;
        if (lines == most_lines) {
            break;
        }
        const auto* const found = std::ranges::find(candidates, letter);
        if (found != candidates.end() && !quoted) {
            ++counts[static_cast<std::size_t>(found - candidates.begin())];
        }
    }
    return candidates[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

/// Goes through the text once, a letter at a time.
class Splitter {
public:
    Splitter(std::string_view text, char delimiter) : text_(text) { sheet_.delimiter = delimiter; }

    Result<Sheet> run() {
        for (at_ = 0; at_ < text_.size(); ++at_) {
            take(text_[at_]);
        }
        if (quoted_) {
            return refuse(fmt::format("the quote that begins in line {} does not end", row_line_),
                          "quote");
        }
        end_row();
        return std::move(sheet_);
    }

private:
    void take(char letter) {
        line_ += letter == '\n' ? 1 : 0;
        if (quoted_) {
            take_quoted(letter);
        } else if (letter == '"' && field_.empty()) {
            quoted_ = true;
            was_quoted_ = true;
        } else if (letter == sheet_.delimiter) {
            end_field();
        } else if (letter == '\n') {
            end_row();
        } else if (letter != '\r') {
            field_ += letter;
        }
    }

    void take_quoted(char letter) {
        if (letter != '"') {
            field_ += letter;
        } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
            field_ += letter;
            ++at_;
        } else {
            quoted_ = false;
        }
    }

    void end_field() {
        row_.push_back(std::move(field_));
        field_.clear();
    }

    void end_row() {
        end_field();
        const bool blank =
            std::ranges::all_of(row_, [](const std::string& field) { return field.empty(); });
        if (!blank || was_quoted_) {
            sheet_.rows.push_back(std::move(row_));
            sheet_.lines.push_back(row_line_);
        }
        row_.clear();
        was_quoted_ = false;
        row_line_ = line_;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::size_t row_line_ = 1;
    bool quoted_ = false;
    bool was_quoted_ = false;
    std::string field_;
    std::vector<std::string> row_;
    Sheet sheet_;
};

} // namespace

Result<Sheet> read_sheet(std::string_view bytes) {
    BAYME_TRY(const auto text, text_of(bytes));
    BAYME_TRY(auto sheet, (Splitter{text, delimiter_of(text)}.run()));
    if (sheet.rows.empty()) {
        return refuse("the file has no rows", "empty");
    }
    return sheet;
}

} // namespace bayme::reports
