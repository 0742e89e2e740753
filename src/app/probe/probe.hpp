// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/random.hpp"
#include "base/scheduler.hpp"
#include "tiktok/client.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::app::probe {

/// What has to be allowed before a question's calls are sent.
enum class Needs {
    run,       ///< reads
    auth_code, ///< a second authorisation by a person: token calls, no advertising object
    write,     ///< objects on TikTok's test host, created disabled and deleted afterwards
    hand,      ///< no call can tell
};
std::string_view to_string(Needs needs);

/// Calls of one kind, with placeholders for what is only known when they are sent.
struct Step {
    std::string call; ///< POST /campaign/create/
    std::string says;
    int count = 1;
    std::string learns;
};

/// Something the documents leave open (docs/guides/probe.md).
struct Question {
    std::string id;
    std::string text;
    Needs needs = Needs::run;
    std::vector<Step> steps = {};
    std::string by_hand = {}; ///< how a person finds out, where no call can
};

/// In the order in which they are asked. `samples`: creates measured for the late ones.
std::vector<Question> questions(int samples);

struct Finding {
    std::string id;
    std::string text;
    bool settled = false;
    std::string answer; ///< or why it is not settled
    std::vector<std::string> seen = {};
    /// For programs: the name and value of data/sandbox/readings.json where there is one.
    std::map<std::string, std::string> facts = {};
};

struct Wanted {
    AdvertiserId advertiser;
    bool write = false;
    std::optional<SecretText> auth_code = {};
    /// Addresses that TikTok sent a browser back to, for the question of `state`.
    std::vector<std::string> callbacks = {};
    int samples = 20;
};

struct Ports {
    tiktok::Client& client;
    const SecretText& token;
    Clock& clock;
    Scheduler& scheduler;
    Random& random;
    /// The address of the consent page with a state.
    std::function<std::string(std::string_view state)> authorize_link;
    /// Told what is done now; may be empty.
    std::function<void(std::string_view)> progress = {};
};

/// Asks everything that `wanted` allows and says of the rest why it is not settled. Never fails:
/// what goes wrong is a finding. Takes eleven minutes when it writes.
std::vector<Finding> ask_all(const Ports& ports, const Wanted& wanted);

/// TikTok's test host, or a simulation on this machine: where objects may be made. A token or an
/// account does not tell; only the host does [CONTRACT 1.1].
bool may_write(std::string_view api_url);

/// The state that a link of the question about `state` carries, so many characters long.
std::string probe_state(std::size_t length);

} // namespace bayme::app::probe
