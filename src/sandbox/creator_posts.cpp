// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/creator_posts.hpp"

#include "base/json_text.hpp"
#include "sandbox/dice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace bayme::sandbox {

namespace {

using Text = std::expected<std::string, std::string>;

constexpr std::size_t most_posts = 20;
constexpr std::int64_t usual_posts = 10;

const Identity& owner_of(Platform& platform, const CreatorGrant& grant) {
    return platform.identities.tiktok_account(platform.world,
                                              platform.world.accounts[grant.account]);
}

std::string post_url(const Identity& owner, const Post& post) {
    return fmt::format("https://www.tiktok.com/@{}/video/{}", owner.user_name, post.item_id);
}

/// One member of a post as JSON text; empty for a name that there is not.
std::string post_member(std::string_view name, const Identity& owner, const Post& post) {
    const auto views = 400 + roll_text(post.item_id) % 90'000;
    const auto number = [](std::uint64_t value) {
        return fmt::format("{}", value);
    };
    if (name == "id") {
        return json_string(post.item_id);
    }
    if (name == "create_time") {
        return fmt::format("{}", post.created);
    }
    if (name == "title" || name == "video_description") {
        return json_string(post.text);
    }
    if (name == "cover_image_url") {
        return json_string("https://files.sandbox.example/poster/" + post.item_id);
    }
    if (name == "share_url" || name == "embed_link") {
        return json_string(post_url(owner, post));
    }
    if (name == "duration") {
        return fmt::format("{}", post.duration_ms / 1000);
    }
    if (name == "height" || name == "width") {
        return name == "height" ? "1280" : "720";
    }
    static constexpr std::array<std::pair<std::string_view, std::uint64_t>, 4> shares{
        {{"view_count", 1}, {"like_count", 14}, {"comment_count", 230}, {"share_count", 160}}};
    const auto* const share =
        std::ranges::find(shares, name, [](const auto& row) { return row.first; });
    return share == shares.end() ? std::string{} : number(views / share->second);
}

std::string user_member(std::string_view name, const Identity& owner, const CreatorGrant& grant) {
    if (name == "open_id") {
        return json_string(grant.open_id);
    }
    if (name == "union_id") {
        return json_string(fmt::format("{:016x}", roll_text(owner.id)));
    }
    if (name == "avatar_url") {
        return json_string("https://files.sandbox.example/profile/" + owner.id);
    }
    return name == "display_name" ? json_string(owner.display_name) : std::string{};
}

/// An object of the wanted members. @return the first name that there is not.
template <typename Member>
Text object_of(const std::vector<std::string>& names, Member member) {
    JsonWriter out;
    out.begin_object();
    for (const auto& name : names) {
        const auto value = member(name);
        if (value.empty()) {
            return std::unexpected(fmt::format("fields: there is no {}.", name));
        }
        out.key(name).raw(value);
    }
    return out.end_object().take();
}

Text posts_of(const Identity& owner, const std::vector<std::string>& names,
              const std::vector<const Post*>& posts) {
    if (names.empty()) {
        return std::unexpected("fields: at least one is needed.");
    }
    std::string out = "[";
    for (const auto* const post : posts) {
        const auto one = object_of(
            names, [&](const std::string& name) { return post_member(name, owner, *post); });
        if (!one) {
            return one;
        }
        out.append(out.size() == 1 ? "" : ",").append(*one);
    }
    return out + "]";
}

} // namespace

Text creator_json(Platform& platform, const CreatorGrant& grant, const Parameters& given) {
    const auto& owner = owner_of(platform, grant);
    const auto names = comma_list(given.text("fields"));
    if (names.empty()) {
        return std::unexpected("fields: at least one is needed.");
    }
    const auto user =
        object_of(names, [&](const std::string& name) { return user_member(name, owner, grant); });
    return user ? Text{fmt::format(R"({{"user":{}}})", *user)} : user;
}

Text creator_posts_json(Platform& platform, const CreatorGrant& grant, const Parameters& given) {
    const auto& owner = owner_of(platform, grant);
    const auto most = given.integer("max_count", usual_posts);
    if (most < 1 || most > static_cast<std::int64_t>(most_posts)) {
        return std::unexpected("max_count: from 1 to 20.");
    }
    const auto cursor = given.integer("cursor", 0);
    std::vector<const Post*> page;
    bool more = false;
    for (const auto& post : owner.posts) {
        if (cursor > 0 && post.created * 1000 >= cursor) {
            continue;
        }
        more = page.size() == static_cast<std::size_t>(most);
        if (more) {
            break;
        }
        page.push_back(&post);
    }
    const auto posts = posts_of(owner, comma_list(given.text("fields")), page);
    if (!posts) {
        return posts;
    }
    return fmt::format(R"({{"videos":{},"cursor":{},"has_more":{}}})", *posts,
                       page.empty() ? cursor : page.back()->created * 1000, more);
}

Text some_creator_posts_json(Platform& platform, const CreatorGrant& grant,
                             const Parameters& given) {
    const auto& owner = owner_of(platform, grant);
    const auto ids = given.object("filters").texts("video_ids");
    if (ids.empty() || ids.size() > most_posts) {
        return std::unexpected("filters.video_ids: from 1 to 20.");
    }
    std::vector<const Post*> found;
    for (const auto& post : owner.posts) {
        if (std::ranges::find(ids, post.item_id) != ids.end()) {
            found.push_back(&post);
        }
    }
    const auto posts = posts_of(owner, comma_list(given.text("fields")), found);
    return posts ? Text{fmt::format(R"({{"videos":{}}})", *posts)} : posts;
}

} // namespace bayme::sandbox
