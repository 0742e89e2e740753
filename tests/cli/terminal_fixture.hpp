// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "cli/run.hpp"
#include "fake_host.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace bayme::cli::test {

/// How jobs.show answers about a job of two steps, one of them done.
inline std::string job(std::string_view state, std::string_view error = {}) {
    return fmt::format(
        R"({{"id":"j","kind":"sync.account","state":"{}","progress":{{"done":1,"total":2,)"
        R"("text":"campaigns"}},"result":{{"rows":7}}{}}})",
        state,
        error.empty() ? ""
                      : fmt::format(R"(,"error":{{"code":"{}","message":"it broke"}})", error));
}

/// Runs command lines against a host that remembers.
class TerminalFixture : public testing::Test {
protected:
    int bayme(const std::vector<std::string>& arguments) {
        out_.str("");
        err_.str("");
        return run(arguments, host_, terminal_);
    }

    FakeHost host_;
    std::ostringstream out_;
    std::ostringstream err_;
    std::istringstream in_;
    Terminal terminal_{.out = out_, .err = err_, .in = in_};
};

} // namespace bayme::cli::test
