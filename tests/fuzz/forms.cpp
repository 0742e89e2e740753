// SPDX-License-Identifier: LicenseRef-Bayme
#include "fuzz/targets.hpp"
#include "sandbox/file_facts.hpp"
#include "sandbox/multipart.hpp"

#include <cstdlib>

namespace bayme::fuzz {

void form(std::string_view bytes) {
    sandbox::look_at(bytes);
    const auto parts = sandbox::read_form("multipart/form-data; boundary=b", bytes);
    for (const auto& part : parts.value_or(std::vector<sandbox::FormPart>{})) {
        const bool inside = part.bytes.data() >= bytes.data() &&
                            part.bytes.data() + part.bytes.size() <= bytes.data() + bytes.size();
        if (part.name.empty() || !inside) {
            std::abort();
        }
        sandbox::look_at(part.bytes);
    }
}

} // namespace bayme::fuzz
