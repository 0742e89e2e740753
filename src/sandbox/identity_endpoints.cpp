// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "sandbox/asset_endpoints.hpp"
#include "sandbox/asset_text.hpp"
#include "sandbox/paging.hpp"
#include "sandbox/rules.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bayme::sandbox {

namespace {

std::expected<const Identity*, Refusal> identity_of(Platform& platform, const Call& call) {
    const auto type = call.parameters.text("identity_type");
    if (type == "BC_AUTH_TT" && !call.parameters.has("identity_authorized_bc_id")) {
        return Refused{missing_fields({"identity_authorized_bc_id"})};
    }
    const auto id = call.parameters.text("identity_id");
    const auto* const found =
        platform.identities.find(platform.world, account_of(platform, call), type, id);
    if (found == nullptr) {
        return Refused{{40007, fmt::format("The identity {} {} does not exist.", type, id)}};
    }
    return found;
}

std::vector<std::pair<const Identity*, const Post*>> authorized_posts(Platform& platform,
                                                                      const Account& account) {
    std::vector<std::pair<const Identity*, const Post*>> found;
    for (const auto* const identity : platform.identities.list(platform.world, account)) {
        for (const auto& post : identity->posts) {
            if (identity->type == "AUTH_CODE") {
                found.emplace_back(identity, &post);
            }
        }
    }
    return found;
}

std::string authorized_text(const Identity& identity, const Post& post) {
    return fmt::format(
        R"({{"item_info":{},"user_info":{{"identity_id":{},"identity_type":"AUTH_CODE",)"
        R"("display_name":{}}},"auth_info":{{"ad_auth_status":"AUTHORIZED"}}}})",
        post_text(identity, post), json_string(identity.id), json_string(identity.display_name));
}

} // namespace

Answer list_identities(Platform& platform, const Call& call) {
    const auto type = call.parameters.text("identity_type");
    const auto keyword = call.parameters.object("filtering").text("keyword");
    if (type == "BC_AUTH_TT" && !call.parameters.has("identity_authorized_bc_id")) {
        return missing_fields({"identity_authorized_bc_id"});
    }
    auto found = platform.identities.list(platform.world, account_of(platform, call));
    std::erase_if(found, [&](const Identity* identity) {
        return (!type.empty() && identity->type != type) ||
               !identity->display_name.contains(keyword);
    });
    return paged(call, "identity_list", found, [](std::string& out, const Identity* identity) {
        out += identity_text(*identity);
    });
}

Answer show_identity(Platform& platform, const Call& call) {
    const auto identity = identity_of(platform, call);
    if (!identity) {
        return identity.error();
    }
    return Answer{fmt::format(R"({{"identity_info":{}}})", identity_text(**identity))};
}

Answer create_identity(Platform& platform, const Call& call) {
    const auto& identity = platform.identities.create(platform.world, account_of(platform, call),
                                                      call.parameters.text("display_name"));
    Answer answer{fmt::format(R"({{"identity_id":{}}})", json_string(identity.id))};
    answer.effects.push_back({"identity", identity.id, "created", "", identity.display_name});
    return answer;
}

Answer delete_identity(Platform& platform, const Call& call) {
    const auto id = call.parameters.text("identity_id");
    if (!platform.identities.remove(platform.world, account_of(platform, call), id)) {
        return Refusal{40007, fmt::format("The identity {} cannot be deleted.", id)};
    }
    Answer answer;
    answer.effects.push_back({"identity", id, "deleted", "", ""});
    return answer;
}

/// The cursor is the moment of the last post shown.
Answer list_posts(Platform& platform, const Call& call) {
    constexpr std::size_t most = 20;
    const auto identity = identity_of(platform, call);
    if (!identity) {
        return identity.error();
    }
    const auto before = call.parameters.integer("cursor", call.now + 1);
    const auto count =
        static_cast<std::size_t>(call.parameters.integer("count", static_cast<std::int64_t>(most)));
    std::string out = R"({"video_list":[)";
    std::size_t written = 0;
    Seconds cursor = 0;
    bool more = false;
    for (const auto& post : (*identity)->posts) {
        if (post.created >= before) {
            continue;
        }
        more = written == count;
        if (more) {
            break;
        }
        out += fmt::format("{}{}", written == 0 ? "" : ",", post_text(**identity, post));
        cursor = post.created;
        ++written;
    }
    return Answer{out + fmt::format(R"(],"has_more":{},"cursor":"{}"}})", more, cursor)};
}

Answer show_post(Platform& platform, const Call& call) {
    const auto identity = identity_of(platform, call);
    if (!identity) {
        return identity.error();
    }
    const auto id = call.parameters.text("item_id");
    const auto& posts = (*identity)->posts;
    const auto post = std::ranges::find(posts, id, &Post::item_id);
    if (post == posts.end()) {
        return Refusal{40007, fmt::format("The post {} does not exist.", id)};
    }
    return Answer{fmt::format(R"({{"video_detail":{}}})", post_text(**identity, *post))};
}

Answer authorize_post(Platform& platform, const Call& call) {
    const auto code = call.parameters.text("auth_code");
    if (!code.starts_with('#') || code.size() < 8) {
        return invalid("auth_code: not the code of a post.");
    }
    const auto& identity =
        platform.identities.authorize(platform.world, account_of(platform, call), code, call.now);
    Answer answer;
    answer.effects.push_back({"post", identity.posts.front().item_id, "authorized", "", ""});
    return answer;
}

Answer list_authorized_posts(Platform& platform, const Call& call) {
    const auto found = authorized_posts(platform, account_of(platform, call));
    return paged(call, "list", found, [](std::string& out, const auto& of) {
        out += authorized_text(*of.first, *of.second);
    });
}

Answer show_authorized_post(Platform& platform, const Call& call) {
    const auto& account = account_of(platform, call);
    const auto& identity = platform.identities.authorize(
        platform.world, account, call.parameters.text("auth_code"), call.now);
    return Answer{authorized_text(identity, identity.posts.front())};
}

} // namespace bayme::sandbox
