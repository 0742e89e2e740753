// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/tokens.hpp"

namespace bayme::tiktok::decoding {
namespace {

constexpr std::int64_t longest_life = std::int64_t{10} * 366 * 24 * 3600;

Result<SecretText> secret_of(const JsonNode& data, std::string_view name) {
    const auto* member = data.find(name);
    if (member == nullptr || member->kind != JsonKind::text || member->text.empty()) {
        return fail(wrong_shape(fmt::format("the answer has no {}", name)));
    }
    return SecretText{member->text};
}

Result<Instant> end_of(const JsonNode& data, std::string_view name, Instant sent) {
    const auto* member = data.find(name);
    std::optional<std::int64_t> seconds_left;
    if (member == nullptr || read_count(*member, seconds_left) != Read::value ||
        *seconds_left <= 0 || *seconds_left > longest_life) {
        return fail(wrong_shape(fmt::format("the answer has no usable {}", name)));
    }
    return sent + seconds{*seconds_left};
}

void show_texts(std::string_view name, const Texts& texts, DecodedAnswer& answer) {
    if (auto shown = show(texts)) {
        answer.fields.push_back({std::string{name}, *std::move(shown)});
    }
}

} // namespace

Texts split_scopes(std::string_view text) {
    Texts scopes;
    std::string one;
    for (const char c : text) {
        if (c != ',' && c != ' ') {
            one += c;
        } else if (!one.empty()) {
            scopes.push_back(std::move(one));
            one.clear();
        }
    }
    if (!one.empty()) {
        scopes.push_back(std::move(one));
    }
    return scopes;
}

std::vector<Unmodelled> members_of(const JsonNode& data) {
    std::vector<Unmodelled> members;
    for (const auto& member : data.children) {
        members.push_back({member.key, std::string{member.raw}});
    }
    return members;
}

Result<TokenPair> read_token_pair(const JsonNode& data, Instant sent,
                                  std::string_view refresh_seconds) {
    TokenPair pair;
    BAYME_TRY(pair.access_token, secret_of(data, "access_token"));
    BAYME_TRY(pair.access_ends, end_of(data, "expires_in", sent));
    BAYME_TRY(pair.refresh_token, secret_of(data, "refresh_token"));
    BAYME_TRY(pair.refresh_ends, end_of(data, refresh_seconds, sent));
    for (const auto& member : data.children) {
        if (member.key == "open_id") {
            read(member, pair.open_id);
        } else if (member.key == "scope") {
            pair.scopes = split_scopes(member.text);
        } else if (!member.key.contains("token") && !member.key.contains("expires_in")) {
            // Members named like a token stay out: what is kept here may be shown.
            pair.unmodelled.push_back({member.key, std::string{member.raw}});
        }
    }
    return pair;
}

void show_token_pair(const TokenPair& pair, DecodedAnswer& answer) {
    answer.fields.push_back({"access_token", "(there is one; it is not shown)"});
    answer.fields.push_back({"refresh_token", "(there is one; it is not shown)"});
    if (!pair.open_id.empty()) {
        answer.fields.push_back({"open_id", pair.open_id});
    }
    show_texts("scope", pair.scopes, answer);
    answer.unmodelled.insert(answer.unmodelled.end(), pair.unmodelled.begin(),
                             pair.unmodelled.end());
}

Result<TokenInfo> read_token_info(const JsonNode& data) {
    TokenInfo info;
    for (const auto& member : data.children) {
        if (member.key == "app_id" && read(member, info.app_id) != Read::unreadable) {
            continue;
        }
        if (member.key == "creator_id" && read(member, info.creator_id) != Read::unreadable) {
            continue;
        }
        if (member.key == "scope" && member.kind == JsonKind::text) {
            info.scopes = split_scopes(member.text);
            continue;
        }
        info.unmodelled.push_back({member.key, std::string{member.raw}});
    }
    return info;
}

void show_token_info(const TokenInfo& info, DecodedAnswer& answer) {
    if (info.app_id) {
        answer.fields.push_back({"app_id", *info.app_id});
    }
    if (info.creator_id) {
        answer.fields.push_back({"creator_id", *info.creator_id});
    }
    show_texts("scope", info.scopes, answer);
    answer.unmodelled = info.unmodelled;
}

} // namespace bayme::tiktok::decoding
