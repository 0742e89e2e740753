// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/sheets.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <cstdint>
#include <utility>

namespace bayme::sandbox {

namespace {

/// Quoted where a comma, quote or line end asks for it.
std::string csv_cell(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        return std::string{text};
    }
    std::string out = "\"";
    for (const char letter : text) {
        out.append(letter == '"' ? "\"\"" : std::string(1, letter));
    }
    return out + "\"";
}

/// XML knows no control characters but tab and line ends.
std::string xml_text(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (letter == '&' || letter == '<') {
            out += letter == '&' ? "&amp;" : "&lt;";
        } else if (byte >= 0x20 || letter == '\t' || letter == '\n' || letter == '\r') {
            out.push_back(letter);
        }
    }
    return out;
}

/// Numbers of a zip file: the least byte first.
std::string bytes_of(std::uint32_t value, unsigned count) {
    std::string out;
    for (unsigned i = 0; i < count; ++i) {
        out.push_back(static_cast<char>(value >> (8 * i) & 0xFFU));
    }
    return out;
}

/// Files in a zip, stored as they are. All of them are of 1 January 1980.
class Zip {
public:
    void add(std::string_view name, std::string_view content) {
        const auto check = crc32(0, reinterpret_cast<const Bytef*>(content.data()),
                                 static_cast<uInt>(content.size()));
        const auto size = bytes_of(static_cast<std::uint32_t>(content.size()), 4);
        const auto facts = bytes_of(20, 2) + bytes_of(0, 2) + bytes_of(0, 2) + bytes_of(0, 2) +
                           bytes_of(0x21, 2) + bytes_of(static_cast<std::uint32_t>(check), 4) +
                           size + size + bytes_of(static_cast<std::uint32_t>(name.size()), 2) +
                           bytes_of(0, 2);
        directory_ += "PK\x01\x02" + bytes_of(20, 2) + facts + bytes_of(0, 2) + bytes_of(0, 2) +
                      bytes_of(0, 2) + bytes_of(0, 4) +
                      bytes_of(static_cast<std::uint32_t>(files_.size()), 4);
        directory_.append(name);
        files_ += "PK\x03\x04" + facts;
        files_.append(name).append(content);
        ++count_;
    }
    std::string take() {
        const auto start = static_cast<std::uint32_t>(files_.size());
        return files_ + directory_ + "PK\x05\x06" + bytes_of(0, 4) + bytes_of(count_, 2) +
               bytes_of(count_, 2) + bytes_of(static_cast<std::uint32_t>(directory_.size()), 4) +
               bytes_of(start, 4) + bytes_of(0, 2);
    }

private:
    std::string files_;
    std::string directory_;
    std::uint32_t count_ = 0;
};

constexpr std::string_view head = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
constexpr std::string_view types =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
    R"(<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>)"
    R"(<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>)"
    R"(</Types>)";
constexpr std::string_view workbook =
    R"(<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" )"
    R"(xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">)"
    R"(<sheets><sheet name="Report" sheetId="1" r:id="rId1"/></sheets></workbook>)";
constexpr std::string_view sheet_start =
    R"(<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>)";

std::string relation_to(std::string_view kind, std::string_view target) {
    return fmt::format(
        R"({}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
        R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>)"
        R"(</Relationships>)",
        head, kind, target);
}

} // namespace

void CsvSheet::add(const Cells& line) {
    char separator = '\0';
    for (const auto& cell : line) {
        if (separator != '\0') {
            text_.push_back(separator);
        }
        separator = ',';
        text_ += csv_cell(cell);
    }
    text_ += "\r\n";
}

void XlsxSheet::add(const Cells& line) {
    rows_ += "<row>";
    for (const auto& cell : line) {
        rows_ += R"(<c t="inlineStr"><is><t xml:space="preserve">)";
        rows_ += xml_text(cell);
        rows_ += "</t></is></c>";
    }
    rows_ += "</row>";
}

std::string XlsxSheet::take() {
    Zip zip;
    zip.add("[Content_Types].xml", std::string{head}.append(types));
    zip.add("_rels/.rels", relation_to("officeDocument", "xl/workbook.xml"));
    zip.add("xl/workbook.xml", std::string{head}.append(workbook));
    zip.add("xl/_rels/workbook.xml.rels", relation_to("worksheet", "worksheets/sheet1.xml"));
    zip.add("xl/worksheets/sheet1.xml",
            std::string{head}.append(sheet_start).append(rows_).append("</sheetData></worksheet>"));
    return zip.take();
}

} // namespace bayme::sandbox
