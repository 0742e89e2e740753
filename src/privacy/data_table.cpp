// SPDX-License-Identifier: LicenseRef-Bayme
#include "privacy/data_table.hpp"

#include "embedded/data_table.hpp"
#include "privacy/csv.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace bayme::privacy {
namespace {

constexpr int longest_days = 3660;
constexpr std::array bases{"legitimate_interest", "contract", "law", "consent"};

std::unexpected<Error> wrong(std::string_view where, std::string_view what) {
    return fail(ErrorCode::invalid_input, "{}: {}", where, what);
}

struct Period {
    int days = 0;
    int months = 0;
};

/// The days of whole months, rounded up: 400 years have 4,800 months and 146,097 days.
int days_of(int months) {
    constexpr int cycle_months = 4800;
    constexpr int cycle_days = 146'097;
    return (months * cycle_days + cycle_months - 1) / cycle_months;
}

/// "14 days", "37 months", or "always" for what has no end in time.
Result<Period> parse_period(std::string_view text) {
    if (text == "always") {
        return Period{};
    }
    int count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    const std::string_view unit{end, text.data() + text.size()};
    const bool months = unit == " months";
    const bool known = months || unit == (count == 1 ? " day" : " days");
    if (error != std::errc{} || !known || count < 1 || count > longest_days ||
        (months && days_of(count) > longest_days)) {
        return fail(ErrorCode::invalid_input, "\"{}\" is no period up to {} days", text,
                    longest_days);
    }
    return months ? Period{days_of(count), count} : Period{count, 0};
}

} // namespace

std::string RetentionClass::term() const {
    if (days == 0) {
        return counted_from;
    }
    return months > 0 ? fmt::format("{} months after {}", months, counted_from)
                      : fmt::format("{} day{} after {}", days, days == 1 ? "" : "s", counted_from);
}

Result<DataTable> DataTable::shipped(const RetentionDays& configured) {
    DataFiles files;
    for (const auto& file : embedded::data_table()) {
        if (file.name == "categories.csv") {
            files.categories = file.text;
        } else if (file.name == "retention.csv") {
            files.retention = file.text;
        } else if (file.name == "sweep.csv") {
            files.sweep = file.text;
        } else {
            files.columns.push_back(file);
        }
    }
    return parse(files, configured);
}

Result<DataTable> DataTable::parse(const DataFiles& files, const RetentionDays& configured) {
    DataTable table;
    BAYME_CHECK(table.read_categories(files.categories));
    BAYME_CHECK(table.read_classes(files.retention));
    BAYME_CHECK(table.configure(configured));
    for (const auto& file : files.columns) {
        BAYME_CHECK(table.read_columns(file));
    }
    BAYME_CHECK(table.read_sweep(files.sweep));
    return table;
}

const RetentionClass* DataTable::find_class(std::string_view id) const {
    const auto found = std::ranges::find(classes_, id, &RetentionClass::id);
    return found == classes_.end() ? nullptr : &*found;
}

Result<void> DataTable::read_categories(std::string_view text) {
    BAYME_TRY(const auto rows, parse_csv(text, "category,title,contents,purpose,basis"));
    for (const auto& row : rows) {
        categories_.push_back({row[0], row[1], row[2], row[3], row[4]});
    }
    return {};
}

Result<void> DataTable::read_classes(std::string_view text) {
    BAYME_TRY(const auto rows, parse_csv(text, "class,category,period,title,counted_from"));
    for (const auto& row : rows) {
        BAYME_TRY(const auto period, parse_period(row[2]));
        if (find_class(row[0]) != nullptr || row[4].empty()) {
            return wrong(row[0], "a retention class has one row and an end");
        }
        if (std::ranges::find(categories_, row[1], &DataCategory::id) == categories_.end()) {
            return wrong(row[0], "unknown category " + row[1]);
        }
        classes_.push_back({row[0], row[1], period.days, period.months, row[3], row[4]});
    }
    return {};
}

Result<void> DataTable::configure(const RetentionDays& configured) {
    for (const auto& [id, days] : configured) {
        const auto found = std::ranges::find(classes_, id, &RetentionClass::id);
        if (found == classes_.end() || found->days == 0) {
            return wrong("retention." + id, "there is no such class to configure");
        }
        if (days < 1 || days > longest_days) {
            return wrong("retention." + id,
                         fmt::format("{} is not in 1 to {}", days, longest_days));
        }
        found->months = days == found->days ? found->months : 0;
        found->days = days;
    }
    return {};
}

Result<void> DataTable::read_columns(const EmbeddedFile& file) {
    BAYME_TRY(const auto rows,
              parse_csv(file.text, "table,column,category,personal,purpose,basis,retention"));
    for (const auto& row : rows) {
        const auto where = fmt::format("{}: {}.{}", file.name, row[0], row[1]);
        if (std::ranges::find(categories_, row[2], &DataCategory::id) == categories_.end()) {
            return wrong(where, "unknown category " + row[2]);
        }
        if (row[3] != "yes" && row[3] != "no") {
            return wrong(where, "personal is yes or no");
        }
        if (row[4].empty() || std::ranges::find(bases, row[5]) == bases.end()) {
            return wrong(where, "a purpose and one of the legal bases are needed");
        }
        const auto* retention = find_class(row[6]);
        if (retention == nullptr) {
            return wrong(where, "unknown retention class " + row[6]);
        }
        if (row[3] == "yes" && retention->days == 0) {
            return wrong(where, "personal data needs an end in days");
        }
        if (std::ranges::any_of(columns_, [&](const DataColumn& column) {
                return column.table == row[0] && column.column == row[1];
            })) {
            return wrong(where, "the column has a row already");
        }
        columns_.push_back({row[0], row[1], row[2], row[3] == "yes", row[4], row[5], row[6]});
    }
    return {};
}

Result<void> DataTable::read_sweep(std::string_view text) {
    BAYME_TRY(const auto rows, parse_csv(text, "table,condition,class"));
    for (const auto& row : rows) {
        const auto* retention = find_class(row[2]);
        if (retention == nullptr || retention->days == 0) {
            return wrong("sweep of " + row[0], "unknown retention class " + row[2]);
        }
        if (row[1].find("< $1") == std::string::npos) {
            return wrong("sweep of " + row[0], "the condition compares nothing with $1");
        }
        sweep_rules_.push_back({row[0], row[1], row[2]});
    }
    return {};
}

} // namespace bayme::privacy
