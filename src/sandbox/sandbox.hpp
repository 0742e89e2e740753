// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"
#include "base/scheduler.hpp"
#include "base/time.hpp"
#include "http/message.hpp"
#include "http/misdelivery.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::sandbox {

/// How large the simulated world is: tiny 2 accounts / 100 ads, small 5 / 2,000,
/// medium 20 / 40,000, large 50 / 500,000.
enum class Scale { tiny, small, medium, large };
Result<Scale> parse_scale(std::string_view text);

/// Whose rate limits hold; the platform's levels [CONTRACT 1.5].
enum class Quota { off, basic, advanced, premium, ultimate };
Result<Quota> parse_quota(std::string_view text);

struct SandboxOptions {
    /// Without it the world's own.
    std::optional<std::uint64_t> seed = {};
    Scale scale = Scale::small;
    /// JSON text of a world (docs/guides/worlds.md); empty for the usual one.
    std::string world = {};
    /// The sandbox's clock stands at this moment until POST /clock moves it. Without it the clock
    /// follows the wall.
    std::optional<Instant> now = {};
    Quota quota = Quota::off;
    /// JSON text of fault rules, as POST /faults takes it; empty for none.
    std::string faults = {};
    /// JSON text of readings, as POST /readings takes it; empty for the usual ones.
    std::string readings = {};
    /// Every call is also appended to access.ndjson in this folder; empty for none.
    std::filesystem::path log_folder = {};
};

/// What a client needs to start: the JSON line of `bayme sandbox --json`.
struct ReadyInfo {
    std::string api_url;       ///< ends in /open_api/v1.3/
    std::string authorize_url; ///< the consent page, without a query
    std::string control_url;
    std::string app_id;
    std::string app_secret;
    std::string access_token;
    std::string auth_code;             ///< fresh: one exchange, one hour on the sandbox's clock
    std::string developers_url;        ///< of TikTok for Developers, without a path
    std::string account_authorize_url; ///< where owners of TikTok accounts agree
    std::string client_key;            ///< of the app of TikTok for Developers
    std::string client_secret;
    std::vector<std::string> advertiser_ids;
};
/// One line of JSON, without the newline.
std::string ready_line(const ReadyInfo& ready);

/// A simulated TikTok Marketing API v1.3 over a world made from a seed. The same seed, clock and
/// calls give byte-identical answers. Shares nothing with the client but base and http. Every
/// method may be called from any thread.
class Sandbox {
public:
    /// `wall` gives the time without a frozen clock, `waits` serves faults that delay; both
    /// outlive the sandbox.
    /// @return invalid_input for a world, fault rules or readings that cannot be read.
    static Result<std::unique_ptr<Sandbox>> make(const SandboxOptions& options, const Clock& wall,
                                                 Scheduler& waits);
    virtual ~Sandbox() = default;

    /// /open_api/v1.3/…, /v2/… of TikTok for Developers, and the consent pages of both.
    virtual http::Response answer_api(const http::Request& request) = 0;
    /// POST /clock /faults /readings /limits /allowlist /edit /apps /grants /revoke /truth/what-if;
    /// GET /clock /truth /objects /ledger /readings /allowlist. For tests and people at this
    /// machine only: it has no authentication.
    virtual http::Response answer_control(const http::Request& request) = 0;
    /// How a server is to send an answer that a fault makes drip, break off or lie about its
    /// length; nothing for the others.
    virtual std::optional<http::Misdelivery> misdelivery(const http::Response& response) = 0;

    /// Issues a fresh auth_code each time; the URLs are empty until somebody serves.
    virtual ReadyInfo ready() = 0;
};

} // namespace bayme::sandbox
