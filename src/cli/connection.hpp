// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"
#include "base/secret.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace bayme::cli {

/// How a command reaches the operations: in its own process, through the folder's Unix socket, or
/// on another machine.
class Connection {
public:
    virtual ~Connection() = default;
    /// @return the answer as JSON.
    virtual Result<std::string> call(std::string_view operation, std::string_view json,
                                     const std::string& idempotency_key = {}) = 0;
    /// Jobs run while the command waits. Does nothing where a server runs them already.
    virtual void run_jobs() {}
};

/// Through the socket of the process that owns the data folder.
std::unique_ptr<Connection> connect_socket(std::filesystem::path socket);
/// To `server`, "https://name" or http on this machine, with an API key.
std::unique_ptr<Connection> connect_server(std::string server, SecretText key);

/// Turns an RFC 9457 body back into the error it was made from; `unavailable` with reason
/// "http.not_json" for anything else.
Error read_problem(int status, std::string_view body);

} // namespace bayme::cli
