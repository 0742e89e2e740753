// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/files.hpp"
#include "base/time.hpp"
#include "http/outbound.hpp"
#include "http/recipient_url.hpp"
#include "http/server.hpp"
#include "sandbox/recorder/recording.hpp"

#include <memory>
#include <string>

namespace bayme::sandbox {

/// The hosts a recorder may stand before: TikTok's two [CONTRACT 1.1], TikTok for Developers
/// [CONTRACT 2.4], and this machine. Only that of `upstream` is on.
/// @return forbidden with reason "http.refused_recipient" for any other host.
Result<std::vector<http::Recipient>> recorder_recipients(const http::RecipientUrl& upstream);

/// Where a relay listens and what it says of itself.
struct RelayReady {
    std::string api_url; ///< ends in /open_api/v1.3/, or in / before TikTok for Developers
    std::string line;    ///< JSON, for --json
};

/// A recorder or a replay behind one HTTP server. Stops when destroyed.
class Relay {
public:
    virtual ~Relay() = default;
    [[nodiscard]] virtual const RelayReady& ready() const = 0;
};

struct RecorderOptions {
    http::RecipientUrl upstream;
    std::filesystem::path folder;
    http::TcpListener listener;
    RecordingLimits limits = {};
};

/// Passes every call of the API on to `upstream` and its answer back, and keeps both without
/// credentials and people. What cannot be written down is answered 500 and not lost silently; what
/// does not come back is answered 502 with the reason. `outbound` and the others outlive it.
Result<std::unique_ptr<Relay>> start_recorder(const RecorderOptions& options,
                                              http::Outbound& outbound, FileSystem& files,
                                              const Clock& clock);

struct ReplayOptions {
    std::filesystem::path folder;
    http::TcpListener listener;
};

/// Answers from a recording. The same request again gets the next recorded answer, after the last
/// one that again. A request that was never recorded is answered with return code 40008, one that
/// was recorded with other members with 40002; the message names the nearest exchange and the
/// members that differ. Headers are not compared.
Result<std::unique_ptr<Relay>> start_replay(const ReplayOptions& options, FileSystem& files);

} // namespace bayme::sandbox
