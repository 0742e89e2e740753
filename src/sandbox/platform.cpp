// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/platform.hpp"

#include "sandbox/data_files.hpp"
#include "sandbox/smart_plus.hpp"

#include <boost/json.hpp>

#include <utility>

namespace bayme::sandbox {

Platform::Platform(World the_world)
    : world(std::move(the_world)), delivery(world), authority(world.seed), creators(world.seed),
      tasks(world.seed) {
    world.spent_up = [this](std::uint32_t unit, Seconds now) {
        return delivery.is_spent_up(unit, now);
    };
}

Result<std::unique_ptr<Platform>> Platform::load(const SandboxOptions& options, Seconds now) {
    BAYME_TRY(auto description, read_world(options.world));
    const auto seed = options.seed.value_or(description.seed);
    BAYME_TRY(auto world, make_world(std::move(description), seed, options.scale, now));
    make_smart_plus(world);
    // Delivery refers to the world inside: the platform stays where it is made.
    std::unique_ptr<Platform> platform{new Platform{std::move(world)}};
    BAYME_TRY(platform->contract, Contract::load());
    BAYME_TRY(platform->objects, Objects::load());
    BAYME_TRY(platform->metrics, Metrics::load());
    BAYME_TRY(platform->breakdowns, Breakdowns::load());
    BAYME_TRY(platform->readings, Readings::load());
    BAYME_TRY(const auto facts, data_file("world.json"));
    for (const auto& row : facts.at("scopes").as_array()) {
        platform->scopes.push_back(
            {row.at("id").to_number<std::int64_t>(), std::string{row.at("name").as_string()}});
    }
    return platform;
}

const Account& account_of(const Platform& platform, const Call& call) {
    return *platform.world.find_account(call.parameters.text("advertiser_id"));
}

} // namespace bayme::sandbox
