// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/platform.hpp"

#include <utility>

namespace bayme::sandbox {

Platform::Platform(Contract the_contract, Objects the_objects, Metrics the_metrics, World the_world,
                   Traffic traffic, Authority the_authority, std::vector<Scope> the_scopes,
                   Readings the_readings)
    : contract(std::move(the_contract)), objects(std::move(the_objects)),
      metrics(std::move(the_metrics)), world(std::move(the_world)),
      delivery(world, std::move(traffic)), authority(std::move(the_authority)),
      scopes(std::move(the_scopes)), readings(std::move(the_readings)) {}

} // namespace bayme::sandbox
