// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/failpoint.hpp"

#include <stdexcept>
#include <string>

namespace bayme::test {

/// Switches a deliberate defect on while it lives: the proof that a suite would notice it.
class Planted {
public:
    explicit Planted(const std::string& name) {
        if (!arm_failpoints(name + "=planted")) {
            throw std::logic_error("no defect is called " + name);
        }
    }
    Planted(const Planted&) = delete;
    Planted& operator=(const Planted&) = delete;
    ~Planted() { disarm_failpoints(); }
};

} // namespace bayme::test
