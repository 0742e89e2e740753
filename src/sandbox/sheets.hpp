// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bayme::sandbox {

using Cells = std::vector<std::string>;

/// The lines of a table as a file that is read elsewhere.
class Sheet {
public:
    virtual ~Sheet() = default;
    virtual void add(const Cells& line) = 0;
    /// The whole file; nothing can be added any more.
    virtual std::string take() = 0;
};

/// RFC 4180.
class CsvSheet final : public Sheet {
public:
    void add(const Cells& line) override;
    std::string take() override { return std::move(text_); }

private:
    std::string text_;
};

/// A workbook of one sheet, all cells texts, not compressed.
class XlsxSheet final : public Sheet {
public:
    void add(const Cells& line) override;
    std::string take() override;

private:
    std::string rows_;
};

} // namespace bayme::sandbox
