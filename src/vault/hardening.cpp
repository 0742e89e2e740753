// SPDX-License-Identifier: LicenseRef-Bayme
#include "vault/hardening.hpp"

#include <cerrno>
#include <cstring>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace bayme::vault {

Result<void> harden_process() {
    const rlimit none{0, 0};
    if (setrlimit(RLIMIT_CORE, &none) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
        return fail(ErrorCode::internal, "core dumps cannot be switched off: {}",
                    std::strerror(errno));
    }
    return {};
}

} // namespace bayme::vault
