// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace bayme::sandbox {

/// Where the sources disagree about the platform, each way to read them:
/// data/sandbox/readings.json. The first value of each is in force until somebody says otherwise.
///
///     campaign_name_twice   a second campaign of the same name, without a request_id
///     adgroup_name_twice    the same within a campaign
///     request_id_twice      the same request_id within ten seconds: 40050, the first object once
///                           more, or a second object
///     partial_code          of a status update that left some out
///     ad_create             one creative at fault: none is made, or the others are (20001)
///     limiter               calls are counted per calendar second, over the last second, or taken
///                           from a bucket that refills
///     daily_fix             the UTC hour at which yesterday is put right
///     older_token           what a second authorisation does to the first one's token
///     refresh_token         of a TikTok account: a refresh replaces it, or leaves it
///     refresh_year          and its year begins anew then, or only with the consent
///     app_kind              of the Login Kit app: PKCE is for it to choose, or needed (desktops,
///                           phones)
///     code_challenge        of PKCE: SHA-256 in hexadecimal digits (Login Kit for desktops), or in
///                           base64url (RFC 7636)
///     unknown_object        the code for an id the account has not
class Readings {
public:
    /// @return internal for broken embedded data.
    static Result<Readings> load();

    /// Takes {"name": "value", …}; nothing changes when one of them is unknown.
    /// @return invalid_input naming it.
    Result<void> change(std::string_view json);
    [[nodiscard]] bool is(std::string_view name, std::string_view value) const;
    [[nodiscard]] int number(std::string_view name) const;
    /// {"name": "value", …}
    [[nodiscard]] std::string json() const;

private:
    struct Reading {
        std::string name;
        std::vector<std::string> values;
        std::string current;
    };
    [[nodiscard]] const Reading* find(std::string_view name) const;

    std::vector<Reading> readings_;
};

} // namespace bayme::sandbox
