// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/migrations.hpp"

#include "embedded/migrations.hpp"

#include <charconv>

namespace bayme::storage {

std::vector<Migration> shipped_migrations() {
    std::vector<Migration> migrations;
    for (const auto& file : embedded::migrations()) {
        int number = 0;
        std::from_chars(file.name.data(), file.name.data() + file.name.size(), number);
        migrations.push_back({number, file.name, file.text});
    }
    return migrations;
}

} // namespace bayme::storage
