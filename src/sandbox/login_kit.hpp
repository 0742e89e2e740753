// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "http/message.hpp"
#include "sandbox/platform.hpp"

#include <string>
#include <string_view>

namespace bayme::sandbox {

// TikTok for Developers [CONTRACT 2.4], which keeps other conventions than the Marketing API: real
// HTTP statuses, errors by name, no envelope around tokens, Authorization: Bearer.

/// A call below /v2/, with query and form or JSON body in one.
struct LoginKitCall {
    std::string_view path;
    const Parameters& given;
    std::string_view bearer;
    Seconds now = 0;
    std::string_view log_id;
};

/// Whether there is something at this path; its method goes into `method`.
bool find_login_kit(std::string_view path, http::Method& method);
/// Query and body. @return 40002 for what cannot be read, or is no form where one is needed.
std::expected<Parameters, Refusal> decode_login_kit(const http::Request& request);
Answer answer_login_kit(Platform& platform, const LoginKitCall& call);
/// More than 600 calls of one endpoint in a minute.
Answer too_many_login_kit_calls(std::string_view log_id);

/// /v2/auth/authorize: GET asks the owner of a TikTok account, POST sends the browser back. Serves
/// the apps of both families.
http::Response answer_creator_consent(Platform& platform, const http::Request& request,
                                      Seconds now);

} // namespace bayme::sandbox
