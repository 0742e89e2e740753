// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/embedded.hpp"
#include "base/result.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::privacy {

/// One of the published policy's five categories, or staff account data. There is no other.
struct DataCategory {
    std::string id;
    std::string title;
    std::string contents;
    std::string purpose;
    std::string basis;
};

/// What one stored column is and why it is there (data/columns/). What is not in the state has rows
/// of the tables `snapshots` and `files`.
struct DataColumn {
    std::string table;
    std::string column;
    std::string category;
    bool personal = false;
    std::string purpose;
    std::string basis; ///< legitimate_interest, contract, law or consent
    std::string retention;
};

/// How long something is kept, and from when that is counted.
struct RetentionClass {
    std::string id;
    std::string category;
    int days = 0;   ///< as configured; 0 only for the program's own state, which is not personal
    int months = 0; ///< the same in whole months where that is what was promised; else 0
    std::string title;
    std::string counted_from;

    /// "14 days after the call", "37 months after the day reported".
    [[nodiscard]] std::string term() const;
};

/// Which rows of a table have reached the end of a class: an SQL condition, true for those that are
/// older than the moment $1.
struct SweepRule {
    std::string table;
    std::string condition;
    std::string retention;
};

/// Configuration's [retention]: days by class.
using RetentionDays = std::map<std::string, int>;

/// The files under data/ as they are embedded.
struct DataFiles {
    std::string_view categories;
    std::string_view retention;
    std::string_view sweep;
    std::vector<EmbeddedFile> columns;
};

/// The table of data: the single source of the sweep, of the record of processing and of what the
/// privacy page says.
class DataTable {
public:
    /// @return invalid_input for a configured class that is not there or days outside 1 to 3660.
    static Result<DataTable> shipped(const RetentionDays& configured = {});
    /// @return invalid_input naming the row that contradicts another: an unknown category, class or
    ///         basis, no purpose, a column twice, personal data without an end.
    static Result<DataTable> parse(const DataFiles& files, const RetentionDays& configured);

    [[nodiscard]] const std::vector<DataCategory>& categories() const { return categories_; }
    [[nodiscard]] const std::vector<DataColumn>& columns() const { return columns_; }
    [[nodiscard]] const std::vector<RetentionClass>& classes() const { return classes_; }
    [[nodiscard]] const std::vector<SweepRule>& sweep_rules() const { return sweep_rules_; }
    /// nullptr when there is none.
    [[nodiscard]] const RetentionClass* find_class(std::string_view id) const;

private:
    Result<void> read_categories(std::string_view text);
    Result<void> read_classes(std::string_view text);
    Result<void> configure(const RetentionDays& configured);
    Result<void> read_columns(const EmbeddedFile& file);
    Result<void> read_sweep(std::string_view text);

    std::vector<DataCategory> categories_;
    std::vector<DataColumn> columns_;
    std::vector<RetentionClass> classes_;
    std::vector<SweepRule> sweep_rules_;
};

} // namespace bayme::privacy
