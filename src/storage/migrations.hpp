// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <string_view>
#include <vector>

namespace bayme::storage {

/// One numbered step of the schema: migrations/NNNN_name.sql. Append-only once released.
struct Migration {
    int number = 0;
    std::string_view name; ///< the file's name
    std::string_view sql;  ///< any number of statements, without BEGIN and COMMIT
};

/// Those compiled into the program, by number.
std::vector<Migration> shipped_migrations();

} // namespace bayme::storage
