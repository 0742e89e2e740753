// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/sandbox.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace bayme::sandbox {

namespace {

constexpr std::array<std::pair<std::string_view, Scale>, 4> scales{{{"tiny", Scale::tiny},
                                                                    {"small", Scale::small},
                                                                    {"medium", Scale::medium},
                                                                    {"large", Scale::large}}};
constexpr std::array<std::pair<std::string_view, Quota>, 5> quotas{{{"off", Quota::off},
                                                                    {"basic", Quota::basic},
                                                                    {"advanced", Quota::advanced},
                                                                    {"premium", Quota::premium},
                                                                    {"ultimate", Quota::ultimate}}};

} // namespace

Result<Scale> parse_scale(std::string_view text) {
    for (const auto& [word, scale] : scales) {
        if (word == text) {
            return scale;
        }
    }
    return fail(ErrorCode::invalid_input,
                "scale: expected tiny, small, medium or large, got \"{}\"", text);
}

Result<Quota> parse_quota(std::string_view text) {
    for (const auto& [word, quota] : quotas) {
        if (word == text) {
            return quota;
        }
    }
    return fail(ErrorCode::invalid_input,
                "quota: expected off, basic, advanced, premium or ultimate, got \"{}\"", text);
}

} // namespace bayme::sandbox
