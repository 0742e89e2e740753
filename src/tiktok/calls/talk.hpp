// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/calls/sender.hpp"

namespace bayme::tiktok::calls {

/// Whether an answer that may be plain text is: neither an envelope nor a page of some machine
/// between here and the platform.
bool is_plain_text(int http_status, std::string_view body);

/// Sends, and reads `data` with `read_data` when the platform says it was done. A request that asks
/// for text gets it as a node of kind text.
template <typename T, typename ReadValue>
Call<T> talk(Sender sender, const CallContext& context, const CallRequest& request,
             const CallSecrets& secrets, ReadValue&& read_data) {
    T value{};
    const auto read = [&](int status, std::string_view body) -> Result<decoding::Envelope> {
        if (request.text_answer && is_plain_text(status, body)) {
            decoding::JsonNode text;
            text.kind = decoding::JsonKind::text;
            text.text = body;
            BAYME_TRY(value, read_data(text));
            return decoding::Envelope{};
        }
        BAYME_TRY(auto opened, decoding::open_answer(status, body));
        if (opened.envelope.code == 0 || opened.envelope.code == 20001) {
            auto data = read_data(opened.data());
            if (!data) {
                return decoding::without_data(opened.envelope, std::move(data).error());
            }
            value = std::move(*data);
        }
        if (secrets.secret_answer) {
            opened.tree.forget();
        }
        return std::move(opened.envelope);
    };
    BAYME_TRY(auto facts, sender.send(context, request, secrets, read));
    return Answer<T>{std::move(value), std::move(facts)};
}

} // namespace bayme::tiktok::calls
