// SPDX-License-Identifier: LicenseRef-Bayme
#include "fuzz/targets.hpp"
#include "sandbox/recorder/json_texts.hpp"
#include "sandbox/recorder/matching.hpp"

#include <cstdlib>

namespace bayme::fuzz {
namespace {

void must(bool holds) {
    if (!holds) {
        std::abort();
    }
}

/// Whatever stands around a token that is known, it does not get through.
void redact_around(std::string_view bytes) {
    constexpr std::string_view token = "tok-0123456789abcdef0123";
    sandbox::Redactor redactor;
    redactor.member("access_token", token, {});
    const auto middle = bytes.size() / 2;
    const auto text =
        std::string{bytes.substr(0, middle)}.append(token).append(bytes.substr(middle));
    for (const bool request : {true, false}) {
        const sandbox::Side side{.request = request, .path = "/open_api/v1.3/oauth2/token/"};
        must(redactor.body(text, side).find(token) == std::string::npos);
    }
    must(redactor.text(text).find(token) == std::string::npos);
}

} // namespace

void recording(std::string_view bytes) {
    const auto same = sandbox::replace_scalars(
        bytes, [](const sandbox::JsonScalar&) -> std::optional<std::string> { return {}; });
    must(same == bytes);
    redact_around(bytes);

    sandbox::Exchange exchange;
    exchange.path = bytes.substr(0, bytes.size() / 2);
    exchange.body = bytes;
    exchange.query = {{std::string{bytes.substr(0, 4)}, std::string{bytes}}};
    const auto text = sandbox::format_exchange(exchange);
    const auto back = sandbox::parse_exchange(text);
    must(back && sandbox::format_exchange(*back) == text);
    must(sandbox::differences(sandbox::said(*back), sandbox::said(*back)).empty());

    if (const auto read = sandbox::parse_exchange(bytes)) {
        sandbox::said(*read);
    }
}

} // namespace bayme::fuzz
