// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "app/probe/caller.hpp"

/// One function for each question; each says what it found or why it could not.
namespace bayme::app::probe {

struct Answered {
    bool settled = false;
    std::string answer;
    std::vector<std::string> seen = {};
    std::map<std::string, std::string> facts = {};
};
Answered unsettled(std::string why);

Answered ask_listing(const Caller& caller);
Answered ask_state(const Ports& ports, const std::vector<std::string>& callbacks);

/// Both questions about a second authorisation, from one code.
struct SecondToken {
    Answered reconnect;
    Answered revoked;
};
SecondToken ask_second_token(const Caller& caller, const SecretText& auth_code);

/// Objects on the test host that a run makes: one disabled campaign and ad group to work in, and
/// everything the questions make. tidy_up() deletes all of it.
class Workshop {
public:
    Workshop(const Caller& caller, std::string prefix)
        : caller_(caller), prefix_(std::move(prefix)) {}

    /// @return why there is none, when TikTok refuses.
    std::optional<std::string> open();
    Heard create_campaign(const std::string& name, const std::string& request_id,
                          std::optional<std::chrono::milliseconds> within = {});
    Heard create_adgroup(const std::string& name, const std::string& request_id) const;
    /// Each with the creative of an ad that is there; `broken` ones name a file that is not.
    Heard create_ads(const std::vector<std::string>& names, std::size_t broken = 0) const;
    /// The names of what stands under the probe, of a level.
    [[nodiscard]] std::vector<std::string> names(std::string_view level) const;
    [[nodiscard]] Heard listed(std::string_view level) const;
    /// @return how many campaigns were deleted, with all in them.
    std::size_t tidy_up() const;

    [[nodiscard]] const Caller& caller() const { return caller_; }
    [[nodiscard]] const std::string& prefix() const { return prefix_; }
    [[nodiscard]] const std::string& adgroup() const { return adgroup_; }
    /// False when the account has no ad whose creative could be used again.
    [[nodiscard]] bool has_creative() const { return !creative_.empty(); }

private:
    void find_creative();

    const Caller& caller_;
    std::string prefix_;
    std::string campaign_;
    std::string adgroup_;
    std::string budget_; ///< that this account's currency takes
    std::string creative_;
};

Answered ask_names(Workshop& workshop);
Answered ask_ad_disabled(const Workshop& workshop);
Answered ask_ad_batch(const Workshop& workshop);
Answered ask_partial(const Workshop& workshop);
Answered ask_unknown(const Workshop& workshop);
Answered ask_late(Workshop& workshop, int samples);

} // namespace bayme::app::probe
