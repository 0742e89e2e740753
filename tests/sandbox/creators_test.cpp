// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox_fixture.hpp"

namespace bayme::sandbox {

namespace {

/// Tokens of TikTok accounts, in both families.
class CreatorsTest : public SandboxTest {
protected:
    static constexpr auto redirect = "http://localhost:8080/cb";

    /// What the browser brings back when the owner decides so.
    std::map<std::string, std::string>
    decide(const std::string& client, const std::vector<http::QueryParameter>& more,
           const std::string& scope = "user.info.basic,video.list") {
        std::vector<http::QueryParameter> fields{{"client_key", client},
                                                 {"scope", scope},
                                                 {"redirect_uri", redirect},
                                                 {"state", "s&1"},
                                                 {"creator", "0"}};
        fields.insert(fields.end(), more.begin(), more.end());
        const auto response =
            send(http::Method::post, "/v2/auth/authorize/", {}, http::format_query(fields));
        EXPECT_EQ(response.status, 302) << response.body;
        const std::string target{http::find_header(response.headers, "Location").value_or("")};
        const auto query = http::parse_query(target.substr(target.find('?') + 1));
        std::map<std::string, std::string> values;
        for (const auto& [name, value] : query.value()) {
            values[name] = value;
        }
        return values;
    }
    std::string code_for(const std::string& client) {
        return decide(client, {{"agreed", "user.info.basic"},
                               {"agreed", "video.list"},
                               {"decision", "approve"}})
            .at("code");
    }

    json::object tt_user(const std::string& path, json::object members) {
        members.emplace("client_id", ready_.app_id);
        members.emplace("client_secret", ready_.app_secret);
        return post("tt_user/" + path, json::serialize(members));
    }
    json::object exchange(const std::string& auth_code) {
        return tt_user("oauth2/token", {{"grant_type", "authorization_code"},
                                        {"auth_code", auth_code},
                                        {"redirect_uri", redirect}});
    }
    json::object refresh(const json::value& token) {
        return tt_user("oauth2/refresh_token",
                       {{"grant_type", "refresh_token"}, {"refresh_token", token}});
    }
    std::int64_t alive(const json::value& token) {
        return code(post(
            "tt_user/token_info/get",
            json::serialize(json::object{{"app_id", ready_.app_id}, {"access_token", token}})));
    }
    void advance(const std::string& length) {
        command("/clock", R"({"advance":")" + length + R"("})");
    }

    std::pair<int, json::object> form(const std::string& path, Query fields) {
        fields.emplace("client_key", ready_.client_key);
        fields.emplace("client_secret", ready_.client_secret);
        http::Request request;
        request.method = http::Method::post;
        request.path = "/v2/oauth/" + path + "/";
        std::vector<http::QueryParameter> parameters;
        for (const auto& [name, value] : fields) {
            parameters.push_back({name, value});
        }
        request.body = http::format_query(parameters);
        request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
        const auto response = sandbox_->answer_api(request);
        return {response.status, parsed(response)};
    }
    std::pair<int, json::object> developer_token() {
        return form("token", {{"grant_type", "authorization_code"},
                              {"code", code_for(ready_.client_key)},
                              {"redirect_uri", redirect}});
    }
    std::pair<int, json::object> ask(http::Method method, const std::string& path,
                                     const std::string& fields, const std::string& token,
                                     const std::string& body = {}) {
        http::Request request;
        request.method = method;
        request.path = "/v2/" + path + "/";
        request.query = http::format_query({{"fields", fields}});
        request.headers = {{"Authorization", "Bearer " + token}};
        request.body = body;
        const auto response = sandbox_->answer_api(request);
        return {response.status, parsed(response)};
    }
    static std::string error(const std::pair<int, json::object>& answer) {
        const auto& value = answer.second.at("error");
        return text(value.is_object() ? value.at("code") : value);
    }
};

TEST_F(CreatorsTest, TheOwnerIsAskedWithoutScript) {
    const Query asked{{"client_key", ready_.client_key},
                      {"response_type", "code"},
                      {"scope", "user.info.basic,video.list"},
                      {"redirect_uri", redirect},
                      {"state", "\"><script>"}};
    const auto page = send(http::Method::get, "/v2/auth/authorize", asked);
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.body.contains("SIMULATED TIKTOK"));
    EXPECT_FALSE(page.body.contains("<script"));
    EXPECT_TRUE(page.body.contains("value=\"video.list\""));
    const std::vector<std::pair<std::string, std::string>> wrong{
        {"client_key", "other"},
        {"redirect_uri", "https://example.com/cb"},
        {"redirect_uri", "http://localhost/cb?x=1"},
        {"response_type", "token"}};
    for (const auto& [name, value] : wrong) {
        auto changed = asked;
        changed[name] = value;
        EXPECT_EQ(send(http::Method::get, "/v2/auth/authorize/", changed).status, 400) << value;
    }
}

TEST_F(CreatorsTest, TheOwnerMayAgreeToLessOrRefuse) {
    const auto less =
        decide(ready_.client_key, {{"agreed", "user.info.basic"}, {"decision", "approve"}});
    EXPECT_EQ(less.at("scopes"), "user.info.basic");
    EXPECT_EQ(less.at("state"), "s&1");
    const auto refused =
        decide(ready_.client_key, {{"agreed", "user.info.basic"}, {"decision", "refuse"}});
    EXPECT_EQ(refused.at("error"), "access_denied");
    EXPECT_TRUE(refused.contains("error_description"));
    EXPECT_FALSE(refused.contains("code"));
}

TEST_F(CreatorsTest, AnAccountsCodeGivesADaysTokenOnce) {
    const auto code_text = code_for(ready_.app_id);
    const auto answer = exchange(code_text);
    ASSERT_EQ(code(answer), 0) << json::serialize(answer);
    const auto& data = answer.at("data");
    EXPECT_EQ(data.at("expires_in"), 86'400);
    EXPECT_EQ(data.at("refresh_token_expires_in"), 31'536'000);
    EXPECT_EQ(data.at("token_type"), "Bearer");
    EXPECT_EQ(data.at("scope"), "user.info.basic,video.list");
    EXPECT_FALSE(text(data.at("open_id")).empty());
    EXPECT_EQ(code(exchange(code_text)), 40110);

    const auto info =
        post("tt_user/token_info/get",
             json::serialize(json::object{{"app_id", ready_.app_id},
                                          {"access_token", data.at("access_token")}}));
    EXPECT_EQ(info.at("data").at("app_id"), json::value(ready_.app_id));
    EXPECT_EQ(info.at("data").at("scope"), "user.info.basic,video.list");
    EXPECT_TRUE(info.at("data").at("creator_id").is_string());
}

TEST_F(CreatorsTest, WrongExchangesHaveTheirCodes) {
    const auto members = [&](const std::string& name, const std::string& value) {
        json::object all{{"grant_type", "authorization_code"},
                         {"auth_code", code_for(ready_.app_id)},
                         {"redirect_uri", redirect}};
        all[name] = value;
        return code(tt_user("oauth2/token", all));
    };
    EXPECT_EQ(members("client_secret", "wrong"), 40101);
    EXPECT_EQ(members("grant_type", "password"), 40108);
    EXPECT_EQ(members("redirect_uri", "http://localhost:8080/other"), 40002);
    EXPECT_EQ(members("redirect_uri", ""), 40002);
    EXPECT_EQ(members("auth_code", "nonsense"), 40110);
    EXPECT_EQ(members("auth_code", code_for(ready_.client_key)), 40110) << "another app's";
    EXPECT_EQ(members("auth_code", ready_.auth_code), 40115) << "an advertiser's";
    EXPECT_EQ(code(post("oauth2/access_token",
                        json::serialize(json::object{{"app_id", ready_.app_id},
                                                     {"secret", ready_.app_secret},
                                                     {"auth_code", code_for(ready_.app_id)}}))),
              40115);
    const auto late = code_for(ready_.app_id);
    advance("1h");
    EXPECT_EQ(members("auth_code", late), 40110);
}

TEST_F(CreatorsTest, AnAccessTokenEndsAfterADay) {
    const auto token = exchange(code_for(ready_.app_id)).at("data").at("access_token");
    advance("86399s");
    EXPECT_EQ(alive(token), 0);
    advance("1s");
    EXPECT_EQ(alive(token), 40102);
    EXPECT_EQ(alive(json::value("nonsense")), 40105);
}

TEST_F(CreatorsTest, ARefreshReplacesTheRefreshToken) {
    const auto first = exchange(code_for(ready_.app_id)).at("data").as_object();
    advance("1d");
    const auto second = refresh(first.at("refresh_token"));
    ASSERT_EQ(code(second), 0) << json::serialize(second);
    const auto& data = second.at("data");
    EXPECT_NE(data.at("access_token"), first.at("access_token"));
    EXPECT_NE(data.at("refresh_token"), first.at("refresh_token"));
    EXPECT_EQ(data.at("open_id"), first.at("open_id"));
    EXPECT_EQ(alive(data.at("access_token")), 0);

    EXPECT_EQ(code(refresh(first.at("refresh_token"))), 40107) << "it was replaced";
    EXPECT_EQ(code(refresh(json::value(token_))), 40107) << "a token of the Marketing API has none";
    EXPECT_EQ(code(refresh(data.at("refresh_token"))), 0);
}

TEST_F(CreatorsTest, ARefreshTokenEndsAfterAYear) {
    const auto first = exchange(code_for(ready_.app_id)).at("data").at("refresh_token");
    advance("364d");
    const auto second = refresh(first).at("data").as_object();
    EXPECT_EQ(second.at("refresh_token_expires_in"), 31'536'000);
    advance("364d");
    EXPECT_EQ(code(refresh(second.at("refresh_token"))), 0) << "its year began anew";
    const auto other = exchange(code_for(ready_.app_id)).at("data").at("refresh_token");
    advance("365d");
    EXPECT_EQ(code(refresh(other)), 40103);
}

TEST_F(CreatorsTest, RefreshTokensMayStayAndTheirYearMayRunOn) {
    command("/readings", R"({"refresh_token":"stays","refresh_year":"once"})");
    const auto token = exchange(code_for(ready_.app_id)).at("data").at("refresh_token");
    advance("100d");
    const auto again = refresh(token).at("data").as_object();
    EXPECT_EQ(again.at("refresh_token"), token);
    EXPECT_EQ(again.at("refresh_token_expires_in"), 265 * 86'400);
    advance("265d");
    EXPECT_EQ(code(refresh(token)), 40103);
}

TEST_F(CreatorsTest, ARevokedGrantIsDeadWhole) {
    const auto data = exchange(code_for(ready_.app_id)).at("data").as_object();
    const json::object members{{"access_token", data.at("access_token")}};
    EXPECT_EQ(code(tt_user("oauth2/revoke", members)), 0);
    EXPECT_EQ(alive(data.at("access_token")), 40105);
    EXPECT_EQ(code(refresh(data.at("refresh_token"))), 40107);
    EXPECT_EQ(code(tt_user("oauth2/revoke", members)), 40105);
}

TEST_F(CreatorsTest, LoginKitGivesTokensWithoutAnEnvelope) {
    const auto [status, token] = developer_token();
    ASSERT_EQ(status, 200) << json::serialize(token);
    EXPECT_EQ(token.at("expires_in"), 86'400);
    EXPECT_EQ(token.at("refresh_expires_in"), 31'536'000);
    EXPECT_EQ(token.at("token_type"), "Bearer");
    EXPECT_EQ(token.at("scope"), "user.info.basic,video.list");
    EXPECT_FALSE(token.contains("code"));

    const auto [again, second] =
        form("token",
             {{"grant_type", "refresh_token"}, {"refresh_token", text(token.at("refresh_token"))}});
    ASSERT_EQ(again, 200);
    EXPECT_NE(second.at("refresh_token"), token.at("refresh_token"));
    EXPECT_EQ(error(form("token", {{"grant_type", "refresh_token"},
                                   {"refresh_token", text(token.at("refresh_token"))}})),
              "invalid_grant");
}

TEST_F(CreatorsTest, LoginKitNamesItsErrors) {
    const Query good{{"grant_type", "authorization_code"},
                     {"code", code_for(ready_.client_key)},
                     {"redirect_uri", redirect}};
    const auto changed = [&](const std::string& name, const std::string& value) {
        auto fields = good;
        fields[name] = value;
        return form("token", fields);
    };
    EXPECT_EQ(error(changed("client_secret", "wrong")), "invalid_client");
    EXPECT_EQ(changed("client_secret", "wrong").first, 401);
    EXPECT_EQ(error(changed("grant_type", "password")), "unsupported_grant_type");
    EXPECT_EQ(error(changed("code", "nonsense")), "invalid_grant");
    EXPECT_EQ(error(changed("code", http::percent_encode(good.at("code")))), "invalid_grant")
        << "a code has to be decoded before it is used";
    EXPECT_EQ(error(changed("redirect_uri", "")), "invalid_request");
    const auto wrong = changed("code", code_for(ready_.app_id));
    EXPECT_EQ(error(wrong), "invalid_grant") << "another family's";
    EXPECT_EQ(wrong.first, 400);
    EXPECT_TRUE(wrong.second.contains("error_description"));
    EXPECT_TRUE(wrong.second.contains("log_id"));
    EXPECT_EQ(form("token", good).first, 200) << "the code is still good";

    http::Request json_body;
    json_body.method = http::Method::post;
    json_body.path = "/v2/oauth/token/";
    json_body.body = "{}";
    EXPECT_EQ(text(parsed(sandbox_->answer_api(json_body)).at("error")), "invalid_request");
    EXPECT_EQ(send(http::Method::get, "/v2/oauth/token/", {}).status, 405);
    EXPECT_EQ(send(http::Method::post, "/v2/oauth/token", {}).status, 404);
    EXPECT_EQ(send(http::Method::post, "/v2/research/", {}).status, 404);
}

/// RFC 7636, appendix B, and the same digest in hexadecimal digits.
constexpr auto verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
constexpr auto challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
constexpr auto hex_challenge = "13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3";

TEST_F(CreatorsTest, ACodeThatWasAskedForWithAChallengeNeedsItsVerifier) {
    const auto exchanged = [this](const std::string& given_challenge, const std::string& shown) {
        const auto given = decide(ready_.client_key, {{"agreed", "video.list"},
                                                      {"decision", "approve"},
                                                      {"code_challenge", given_challenge},
                                                      {"code_challenge_method", "S256"}});
        return form("token", {{"grant_type", "authorization_code"},
                              {"code", given.at("code")},
                              {"redirect_uri", redirect},
                              {"code_verifier", shown}});
    };
    EXPECT_EQ(exchanged(hex_challenge, verifier).first, 200);
    const auto refused = exchanged(hex_challenge, std::string{verifier} + "x");
    EXPECT_EQ(refused.first, 400);
    EXPECT_EQ(error(refused), "invalid_request");
    EXPECT_EQ(error(exchanged(hex_challenge, "")), "invalid_request");
    EXPECT_EQ(error(exchanged(hex_challenge, "short")), "invalid_request");
    EXPECT_EQ(error(exchanged(challenge, verifier)), "invalid_request") << "not the encoding";
    EXPECT_EQ(exchanged("", verifier).first, 200) << "nobody asked for it";
    command("/readings", R"({"code_challenge":"base64url"})");
    EXPECT_EQ(exchanged(challenge, verifier).first, 200);
    EXPECT_EQ(error(exchanged(hex_challenge, verifier)), "invalid_request");
}

TEST_F(CreatorsTest, AnAppForDesktopsHasToSendAChallenge) {
    const auto asked = [this](const std::string& client, const Query& more) {
        Query fields{{"client_key", client},
                     {"response_type", "code"},
                     {"scope", "video.list"},
                     {"redirect_uri", redirect},
                     {"state", "1"}};
        fields.insert(more.begin(), more.end());
        return send(http::Method::get, "/v2/auth/authorize/", fields).status;
    };
    const Query good{{"code_challenge", hex_challenge}, {"code_challenge_method", "S256"}};
    EXPECT_EQ(asked(ready_.client_key, {}), 200) << "for the web";
    EXPECT_EQ(asked(ready_.client_key, {{"code_challenge", verifier}}), 400) << "plain";
    command("/readings", R"({"app_kind":"desktop"})");
    EXPECT_EQ(asked(ready_.client_key, {}), 400);
    EXPECT_EQ(asked(ready_.client_key, good), 200);
    EXPECT_EQ(asked(ready_.app_id, {}), 200) << "the Marketing API has no PKCE";
}

TEST_F(CreatorsTest, LoginKitTokensEndAndCanBeRevoked) {
    const auto token = text(developer_token().second.at("access_token"));
    EXPECT_EQ(ask(http::Method::get, "user/info", "open_id", token).first, 200);
    advance("1d");
    const auto ended = ask(http::Method::get, "user/info", "open_id", token);
    EXPECT_EQ(ended.first, 401);
    EXPECT_EQ(error(ended), "access_token_invalid");

    const auto fresh = text(developer_token().second.at("access_token"));
    EXPECT_EQ(form("revoke", {{"token", fresh}}).first, 200);
    EXPECT_EQ(ask(http::Method::get, "user/info", "open_id", fresh).first, 401);
}

TEST_F(CreatorsTest, AnOwnersPostsAreThoseOfTheIdentity) {
    const auto token = text(developer_token().second.at("access_token"));
    const auto info = ask(http::Method::get, "user/info", "open_id,union_id,display_name", token);
    EXPECT_TRUE(info.second.at("data").at("user").at("union_id").is_string());
    EXPECT_EQ(info.second.at("error").at("code"), "ok");

    const auto identity =
        get("identity/get", {{"advertiser_id", account_}, {"identity_type", "TT_USER"}})
            .at("data")
            .at("identity_list")
            .at(0);
    std::vector<std::string> expected;
    const auto videos =
        get("identity/video/get", {{"advertiser_id", account_},
                                   {"identity_type", "TT_USER"},
                                   {"identity_id", text(identity.at("identity_id"))}})
            .at("data")
            .at("video_list");
    for (const auto& video : videos.as_array()) {
        expected.push_back(text(video.at("item_id")));
    }
    ASSERT_EQ(expected.size(), 20U);

    std::vector<std::string> listed;
    std::int64_t cursor = 0;
    bool more = true;
    while (more) {
        const auto page = ask(http::Method::post, "video/list", "id,create_time,title", token,
                              R"({"max_count":9,"cursor":)" + std::to_string(cursor) + "}");
        ASSERT_EQ(page.first, 200) << json::serialize(page.second);
        const auto& data = page.second.at("data");
        for (const auto& video : data.at("videos").as_array()) {
            EXPECT_EQ(video.as_object().size(), 3U);
            listed.push_back(text(video.at("id")));
        }
        cursor = data.at("cursor").as_int64();
        more = data.at("has_more").as_bool();
    }
    EXPECT_EQ(listed.size(), 25U);
    EXPECT_TRUE(std::equal(expected.begin(), expected.end(), listed.begin()));
    const auto some = ask(http::Method::post, "video/query", "id", token,
                          R"({"filters":{"video_ids":[")" + listed[3] + R"(","17"]}})");
    EXPECT_EQ(some.second.at("data").at("videos").as_array().size(), 1U);
}

TEST_F(CreatorsTest, ReadingWrongHasItsErrors) {
    const auto token = text(developer_token().second.at("access_token"));
    const auto posts = [&](const std::string& fields, const std::string& body) {
        return ask(http::Method::post, "video/list", fields, token, body);
    };
    EXPECT_EQ(error(posts("id", R"({"max_count":21})")), "invalid_params");
    EXPECT_EQ(posts("id", R"({"max_count":21})").first, 400);
    EXPECT_EQ(error(posts("", "{}")), "invalid_params");
    EXPECT_EQ(error(posts("id,secret", "{}")), "invalid_params");
    const auto narrow =
        decide(ready_.client_key, {{"agreed", "user.info.basic"}, {"decision", "approve"}});
    const auto little = form("token", {{"grant_type", "authorization_code"},
                                       {"code", narrow.at("code")},
                                       {"redirect_uri", redirect}});
    const auto refused =
        ask(http::Method::post, "video/list", "id", text(little.second.at("access_token")), "{}");
    EXPECT_EQ(refused.first, 401);
    EXPECT_EQ(error(refused), "scope_not_authorized");
    const auto marketing = exchange(code_for(ready_.app_id)).at("data").at("access_token");
    EXPECT_EQ(error(ask(http::Method::get, "user/info", "open_id", text(marketing))),
              "access_token_invalid")
        << "a token of the other family";
}

TEST_F(CreatorsTest, SixHundredCallsAMinuteAreEnough) {
    SandboxOptions options;
    options.quota = Quota::ultimate;
    start(options);
    const auto token = text(developer_token().second.at("access_token"));
    const auto read = [&] {
        return ask(http::Method::get, "user/info", "open_id", token).first;
    };
    for (int i = 0; i < 600; ++i) {
        ASSERT_EQ(read(), 200) << i;
    }
    EXPECT_EQ(read(), 429);
    EXPECT_EQ(ask(http::Method::post, "video/list", "id", token, "{}").first, 200) << "its own";
    advance("60s");
    EXPECT_EQ(read(), 200);
}

TEST_F(CreatorsTest, TheLedgerHasTheCallsWithoutTheirSecrets) {
    developer_token();
    exchange(code_for(ready_.app_id));
    const auto ledger = control("/ledger", {});
    const auto& entries = ledger.at("entries").as_array();
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_EQ(entries[0].at("path"), "v2/oauth/token");
    EXPECT_EQ(entries[0].at("parameters").at("client_secret"), "(blanked)");
    EXPECT_EQ(entries[0].at("parameters").at("code"), "(blanked)");
    EXPECT_EQ(entries[1].at("path"), "tt_user/oauth2/token");
    EXPECT_FALSE(json::serialize(ledger).contains(ready_.client_secret));
}

} // namespace

} // namespace bayme::sandbox
