// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <functional>

namespace bayme::app {

/// Keeps SIGTERM, SIGINT and SIGHUP for wait_for_stop, and lets writes to closed sockets fail
/// instead of killing. Called in main before there is a second thread.
void hold_signals();

/// Waits for SIGTERM or SIGINT; SIGHUP calls `reload` and waits on.
void wait_for_stop(const std::function<void()>& reload);

/// For commands that do not wait: Ctrl-C ends them at once.
void release_signals();

} // namespace bayme::app
