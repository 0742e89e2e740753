// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"

#include <boost/asio/ssl/context.hpp>

#include <filesystem>
#include <memory>
#include <mutex>

namespace bayme::http {

/// The certificate in use, replaceable while the server runs. Safe from any thread.
class TlsContext {
public:
    /// TLS 1.2 and 1.3, AEAD suites with forward secrecy, no renegotiation, no session tickets
    /// (they would outlive a replaced key). @return invalid_input when a file cannot be read or the
    /// key is not the certificate's; the earlier pair then stays.
    Result<void> load(const std::filesystem::path& certificate, const std::filesystem::path& key);

    [[nodiscard]] std::shared_ptr<boost::asio::ssl::context> current() const;

private:
    mutable std::mutex mutex_;
    std::shared_ptr<boost::asio::ssl::context> context_;
};

} // namespace bayme::http
