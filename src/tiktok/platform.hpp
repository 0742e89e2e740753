// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"
#include "base/secret.hpp"
#include "tiktok/call.hpp"

#include <functional>
#include <optional>

namespace bayme::tiktok {

namespace calls {
struct CallRequest;
} // namespace calls
namespace decoding {
struct JsonNode;
} // namespace decoding

template <typename T>
using Call = Result<Answer<T>>;

/// Takes what it needs from the `data` of an answer.
using ReadData = std::function<Result<void>(const decoding::JsonNode& data)>;

/// Sends one prepared call. The functions of the family headers are made of it and share its
/// contract: they block, wait for quota and are safe from any thread; errors are those of Client.
class Platform {
public:
    virtual ~Platform() = default;
    Platform() = default;
    Platform(const Platform&) = delete;
    Platform& operator=(const Platform&) = delete;

    /// `read` is called for each attempt that was answered with code 0 or 20001.
    virtual Result<CallFacts> send(const CallContext& context, const SecretText& token,
                                   const calls::CallRequest& request, const ReadData& read) = 0;
};

/// Of an allowlisted endpoint: nothing when TikTok has not given it to this app or account. That is
/// a normal state, shown once and asked again daily at most.
template <typename T>
using AllowlistedCall = Call<std::optional<T>>;

} // namespace bayme::tiktok
