// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "http/server.hpp"
#include "sandbox/sandbox.hpp"

#include <memory>

namespace bayme::sandbox {

/// Where the two doors listen; port 0 picks a free one.
struct SandboxListeners {
    http::TcpListener api;
    http::TcpListener control;
};

/// A sandbox behind two HTTP servers, for `bayme sandbox` and `bayme demo`. Stops when destroyed.
class RunningSandbox {
public:
    virtual ~RunningSandbox() = default;
    /// The URLs name the addresses and ports that were really taken.
    [[nodiscard]] virtual const ReadyInfo& ready() const = 0;
    [[nodiscard]] virtual Sandbox& sandbox() = 0;
};

/// Serves when it returns. `wall` and `waits` outlive what is returned.
/// @return unavailable when an address is in use; invalid_input as Sandbox::make.
Result<std::unique_ptr<RunningSandbox>> run_sandbox(const SandboxOptions& options,
                                                    const SandboxListeners& listeners,
                                                    const Clock& wall, Scheduler& waits);

} // namespace bayme::sandbox
