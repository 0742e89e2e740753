// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/secret.hpp"
#include "base/time.hpp"
#include "tiktok/platform.hpp"
#include "tiktok/values.hpp"

namespace bayme::tiktok {

/// Whose profile a Login Kit token opens [CONTRACT 2.4]. No more is asked for.
struct Profile {
    std::string open_id;
    OptionalText display_name;
    std::vector<Unmodelled> unmodelled;
};

/// A public post of the profile: a candidate for a Spark ad. Its cover is not asked for: the
/// address would be dead within hours.
struct ProfilePost {
    std::string id;
    OptionalText title, description, share_url;
    std::optional<Instant> created;
    std::optional<std::int64_t> duration; ///< seconds
    std::vector<Unmodelled> unmodelled;
};

/// Newest first; `cursor` asks for the next ones.
struct ProfilePosts {
    std::vector<ProfilePost> posts;
    OptionalText cursor;
    std::optional<bool> has_more;
    std::vector<Unmodelled> unmodelled;
};

/// How many posts one call answers with at most.
inline constexpr int most_profile_posts = 20;

/// What a connected profile says of itself. Calls block; safe from any thread; nothing is repeated.
/// Errors by name have the reason "tiktok_developers.<name>": unauthenticated for a dead token,
/// forbidden for a permission the person did not give, rate_limited also before the 601st call of
/// one kind within a minute is sent.
class Profiles {
public:
    virtual ~Profiles() = default;
    virtual Call<Profile> profile(const CallContext& context, const SecretText& token) = 0;
    /// `cursor` of the answer before; nothing for the newest posts.
    /// @return invalid_input with reason "tiktok.limit" for a cursor that is no number.
    virtual Call<ProfilePosts> posts(const CallContext& context, const SecretText& token,
                                     const OptionalText& cursor) = 0;
};

} // namespace bayme::tiktok
