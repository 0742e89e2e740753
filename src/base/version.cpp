// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/version.hpp"

namespace bayme {

std::string_view program_version() {
    return BAYME_VERSION;
}

} // namespace bayme
