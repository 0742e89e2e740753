// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/object_filter.hpp"
#include "sandbox/paging.hpp"
#include "sandbox/platform.hpp"

namespace bayme::sandbox {

Answer list_objects(Platform& platform, const Call& call, Level level) {
    const auto& account = account_of(platform, call);
    const ObjectFilter filter{platform.world, level, call.parameters.object("filtering"), call.now};
    std::vector<std::uint32_t> found;
    for (const auto index : platform.world.members(account, level)) {
        if (filter.passes(index)) {
            found.push_back(index);
        }
    }
    const Shown shown{call.parameters.texts("fields"),
                      !call.parameters.has("exclude_field_types_in_response")};
    return paged(call, "list", found, [&](std::string& out, std::uint32_t index) {
        platform.objects.append(out, platform.world, level, index, call.now, shown);
    });
}

} // namespace bayme::sandbox
