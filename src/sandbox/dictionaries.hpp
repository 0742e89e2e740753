// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bayme::sandbox {

/// One row of data/sandbox/tools/regions.json; ids are those of GeoNames.
struct Region {
    std::string id;
    std::string name;
    std::string parent; ///< "0" at the top
    std::string country;
    std::string level; ///< COUNTRY, PROVINCE or CITY
};
/// Read once from the embedded data.
const std::vector<Region>& regions();
const Region* find_region(std::string_view id);
/// Whether the one lies in the other, or is it.
bool is_within(std::string_view inner, std::string_view outer);

/// A member of data/sandbox/tools/NAME.json's rows, by name; words of lists are joined by spaces.
struct Word {
    std::vector<std::pair<std::string, std::string>> members;
    std::vector<std::string> subs; ///< ids below it

    [[nodiscard]] const std::string& at(std::string_view name) const;
};
/// The rows of a table of tools; empty for one that does not exist.
const std::vector<Word>& words(std::string_view table);

} // namespace bayme::sandbox
