// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"
#include "base/secret.hpp"
#include "http/message.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace bayme::http {

/// One row of the table of everybody the program may talk to (POLICY row 7). `host` is "name" or
/// "name:port"; categories are POLICY's. Plain http is allowed to loopback hosts only.
struct Recipient {
    std::string name;
    std::string host;
    std::string category;
    std::string purpose;
    bool on = false;
};

/// A header whose value must not be seen: the platform's Access-Token.
struct SecretHeader {
    std::string name;
    SecretText value;
};

/// One part of a form (multipart/form-data): a value, or a file that is read while it is sent. A
/// value with a file name is sent as a file.
struct BodyPart {
    std::string name;
    std::string value = {};
    std::filesystem::path file = {}; ///< empty: `value` is sent
    std::string file_name = {};      ///< what the file is called at the other end
};

struct OutboundLimits {
    /// From the first byte to the last, name look-up included.
    std::chrono::milliseconds total{60'000};
    /// Fewer than 100 bytes a second for this long ends the call.
    std::chrono::seconds stall{10};
    /// Of the body after inflation.
    std::size_t body_bytes = std::size_t{64} << 20U;
    /// Inflated size may be at most this many times the size on the wire.
    std::size_t inflation_ratio = 100;
};

/// `url` is "https://host/path/" without a query; `query` is appended percent-encoded. No URL is
/// ever logged: two platform calls carry the app secret there.
struct OutboundRequest {
    Method method = Method::get;
    std::string url;
    std::vector<QueryParameter> query;
    /// Query members with a secret value (oauth2/advertiser/get), appended last.
    std::vector<SecretHeader> secret_query;
    Headers headers;
    std::vector<SecretHeader> secret_headers;
    /// Sent as it is; Content-Type is the caller's header.
    SecretText body;
    /// Instead of `body`; Content-Type is written for them. A file that cannot be read is
    /// invalid_input with reason "http.no_file", and nothing is sent.
    std::vector<BodyPart> parts;
    OutboundLimits limits;
};

struct OutboundResponse {
    int status = 0;
    Headers headers;
    std::string body;
    std::chrono::microseconds elapsed{0};
};

/// The one way out of the machine. send() blocks; safe from any thread.
///
/// A failure's `reason` tells what happened on the wire, because a write may only be repeated when
/// it was certainly not sent: "http.refused_recipient", "http.not_sent" (no connection was made),
/// "http.timeout", "http.stalled", "http.reset", "http.truncated" (fewer bytes than announced),
/// "http.too_large", "http.inflation", "http.tls". Every one but the first is `unavailable`;
/// the first is `forbidden`. Redirects are not followed: a 3xx is handed back as it is.
class Outbound {
public:
    virtual ~Outbound() = default;
    virtual Result<OutboundResponse> send(const OutboundRequest& request) = 0;
};

/// What the table refused, by host: shown by metrics and doctor, asserted zero in tests.
using RefusedCounts = std::map<std::string, std::uint64_t>;

/// libcurl with one handle per calling thread. No proxy from the environment, system roots.
class CurlOutbound final : public Outbound {
public:
    explicit CurlOutbound(std::vector<Recipient> recipients);
    ~CurlOutbound() override;
    Result<OutboundResponse> send(const OutboundRequest& request) override;

    [[nodiscard]] const std::vector<Recipient>& recipients() const { return recipients_; }
    [[nodiscard]] RefusedCounts refused() const;

private:
    std::vector<Recipient> recipients_;
    mutable std::mutex mutex_;
    RefusedCounts refused_;
};

} // namespace bayme::http
