// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "cli/run.hpp"
#include "fake_host.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace bayme::cli::test {

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
