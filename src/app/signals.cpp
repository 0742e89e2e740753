// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/signals.hpp"

#include <csignal>

namespace bayme::app {
namespace {

sigset_t held() {
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
        sigaddset(&set, signal);
    }
    return set;
}

} // namespace

void hold_signals() {
    std::signal(SIGPIPE, SIG_IGN);
    const auto set = held();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

void release_signals() {
    const auto set = held();
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void wait_for_stop(const std::function<void()>& reload) {
    const auto set = held();
    int signal = 0;
    while (sigwait(&set, &signal) == 0 && signal == SIGHUP) {
        reload();
    }
}

} // namespace bayme::app
