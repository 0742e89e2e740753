// SPDX-License-Identifier: LicenseRef-Bayme
#include "support/source_folder.hpp"

namespace bayme::test {

std::filesystem::path source_folder() {
    return BAYME_SOURCE_DIR;
}

} // namespace bayme::test
