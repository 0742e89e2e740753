// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/calls/requests.hpp"
#include "tiktok/decoding/envelope.hpp"
#include "tiktok/http_client.hpp"
#include "tiktok/retry.hpp"

#include <functional>

namespace bayme::tiktok::calls {

/// What of a call must not be seen.
struct CallSecrets {
    const SecretText* token = nullptr; ///< goes into the Access-Token header
    bool app_secret_in_query = false;  ///< oauth2/advertiser/get wants it there
    const SecretText* body = nullptr;  ///< instead of CallRequest::body
    bool secret_answer = false;        ///< the answer's bytes are overwritten after reading
};

/// Reads one answer and keeps what it found; called once for each attempt that got one. Leaves
/// content alone unless the code is 0 or 20001.
using ReadAnswer =
    std::function<Result<decoding::Envelope>(int http_status, std::string_view body)>;

/// Sends one call: quota, wire, envelope, log, and again by the retry table when it may.
class Sender {
public:
    Sender(const AppFacts& app, const HttpClient::Ports& ports) : app_(app), ports_(ports) {}

    Result<CallFacts> send(const CallContext& context, const CallRequest& request,
                           const CallSecrets& secrets, const ReadAnswer& read);

private:
    struct Attempt {
        CallFacts facts;
        std::optional<std::int64_t> code; ///< none: no envelope was read
        std::optional<Error> error;
        RetryRule rule;
    };

    [[nodiscard]] http::OutboundRequest assemble(const CallRequest& request,
                                                 const CallSecrets& secrets) const;
    /// An allowlisted endpoint that TikTok withheld within the last day is not asked for again.
    Result<void> check_withheld(const Endpoint& endpoint, const AdvertiserId& advertiser);
    void note_allowance(const Endpoint& endpoint, const AdvertiserId& advertiser,
                        const Attempt& attempt);
    void note_permission(const Endpoint& endpoint, const AdvertiserId& advertiser,
                         const Attempt& attempt);
    Attempt once(const Turn& turn, const http::OutboundRequest& wire, const CallSecrets& secrets,
                 const ReadAnswer& read);
    void judge(const Turn& turn, Result<http::OutboundResponse>& response, const ReadAnswer& read,
               Attempt& attempt);
    void write_down(const CallContext& context, const Attempt& attempt, Instant at,
                    std::chrono::nanoseconds began);

    const AppFacts& app_;
    const HttpClient::Ports& ports_;
};

/// "https://host/open_api/v1.3" + path, whichever form the configuration has.
std::string url_of(std::string_view api_url, std::string_view path);

} // namespace bayme::tiktok::calls
