// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox_fixture.hpp"

#include <algorithm>

namespace bayme::sandbox {

namespace {

class OAuthTest : public SandboxTest {
protected:
    json::object exchange(const std::string& code_text) {
        return post("oauth2/access_token", R"({"app_id":")" + ready_.app_id + R"(","secret":")" +
                                               ready_.app_secret + R"(","auth_code":")" +
                                               code_text + R"("})");
    }
    Query app() const { return {{"app_id", ready_.app_id}, {"secret", ready_.app_secret}}; }
    std::string revocation(const std::string& token) const {
        return R"({"app_id":")" + ready_.app_id + R"(","secret":")" + ready_.app_secret +
               R"(","access_token":")" + token + R"("})";
    }
    /// What the form sends; `more` are further fields.
    http::Response decide(const std::vector<http::QueryParameter>& more,
                          const std::string& redirect = "http://localhost:8080/cb") {
        std::vector<http::QueryParameter> fields{
            {"app_id", ready_.app_id}, {"state", "a&b=c"}, {"redirect_uri", redirect}};
        fields.insert(fields.end(), more.begin(), more.end());
        return send(http::Method::post, "/portal/auth", {}, http::format_query(fields));
    }
    static std::map<std::string, std::string> returned(const http::Response& response) {
        const std::string target{http::find_header(response.headers, "Location").value_or("")};
        std::map<std::string, std::string> values;
        const auto query = http::parse_query(target.substr(target.find('?') + 1));
        for (const auto& [name, value] : query.value()) {
            values[name] = value;
        }
        return values;
    }
};

TEST_F(OAuthTest, ACodeGivesATokenOnce) {
    token_ = "";
    const auto first = exchange(ready_.auth_code);
    ASSERT_EQ(code(first), 0);
    const auto& data = first.at("data");
    EXPECT_EQ(data.at("advertiser_ids").as_array().size(), 2U);
    EXPECT_FALSE(data.at("scope").as_array().empty());
    EXPECT_EQ(code(exchange(ready_.auth_code)), 40110);
    EXPECT_EQ(code(exchange("nonsense")), 40110);

    token_ = text(data.at("access_token"));
    EXPECT_EQ(code(get("user/info", {})), 0);
}

TEST_F(OAuthTest, ACodeLastsAnHour) {
    const auto late = sandbox_->ready().auth_code;
    command("/clock", R"({"advance":"3599s"})");
    EXPECT_EQ(code(exchange(ready_.auth_code)), 0);
    command("/clock", R"({"advance":1})");
    EXPECT_EQ(code(exchange(late)), 40110);
}

TEST_F(OAuthTest, AWrongSecretIsRefusedAndKeepsTheCode) {
    const auto answer = post("oauth2/access_token", R"({"app_id":")" + ready_.app_id +
                                                        R"(","secret":"wrong","auth_code":")" +
                                                        ready_.auth_code + R"("})");
    EXPECT_EQ(code(answer), 40101);
    EXPECT_EQ(code(exchange(ready_.auth_code)), 0);
}

TEST_F(OAuthTest, ListsTheGrantedAccounts) {
    const auto answer = get("oauth2/advertiser/get", app());
    ASSERT_EQ(code(answer), 0);
    EXPECT_EQ(list(answer).size(), 2U);
    EXPECT_EQ(text(list(answer).front().at("advertiser_id")), account_);
    auto other = app();
    other["app_id"] = "123";
    EXPECT_EQ(code(get("oauth2/advertiser/get", other)), 40113);
    other = app();
    other["secret"] = "wrong";
    EXPECT_EQ(code(get("oauth2/advertiser/get", other)), 40101);
}

TEST_F(OAuthTest, ARevokedTokenIsDead) {
    const auto answer = post("oauth2/revoke_token", revocation(token_));
    ASSERT_EQ(code(answer), 0);
    EXPECT_EQ(answer.at("data").at("advertiser_ids").as_array().size(), 2U);
    EXPECT_EQ(code(get("user/info", {})), 40105);
    EXPECT_EQ(code(post("oauth2/revoke_token", revocation(token_))), 40105);
}

TEST_F(OAuthTest, TheConsentPageSaysWhatItIsAndHasNoScript) {
    const auto response = send(http::Method::get, "/portal/auth",
                               {{"app_id", ready_.app_id},
                                {"state", "\"><script>alert(1)</script>"},
                                {"redirect_uri", "http://localhost:8080/cb"}});
    EXPECT_EQ(response.status, 200);
    EXPECT_TRUE(response.body.contains("SIMULATED TIKTOK"));
    EXPECT_FALSE(response.body.contains("<script"));
    EXPECT_TRUE(response.body.contains("value=\"" + account_ + "\""));
    EXPECT_TRUE(response.body.contains("value=\"approve\""));
}

TEST_F(OAuthTest, ApprovalComesBackWithTheSameCodeTwiceAndTheState) {
    const auto response = decide(
        {{"advertiser_id", account_}, {"scope", "1"}, {"scope", "4"}, {"decision", "approve"}});
    ASSERT_EQ(response.status, 302);
    const auto values = returned(response);
    EXPECT_EQ(values.at("state"), "a&b=c");
    EXPECT_EQ(values.at("auth_code"), values.at("code"));

    const auto answer = exchange(values.at("auth_code"));
    ASSERT_EQ(code(answer), 0);
    EXPECT_EQ(answer.at("data").at("advertiser_ids"), json::value({account_}));
    EXPECT_EQ(answer.at("data").at("scope"), json::value({1, 4}));
}

TEST_F(OAuthTest, WhatWasNotTickedIsRefused) {
    const auto values =
        returned(decide({{"advertiser_id", account_}, {"scope", "4"}, {"decision", "approve"}}));
    const auto exchanged = exchange(values.at("auth_code"));
    token_ = text(exchanged.at("data").at("access_token"));

    EXPECT_EQ(code(get("report/integrated/get", report_query("ad", R"(["spend"])"))), 0);
    const auto listing = get("campaign/get", {{"advertiser_id", account_}});
    EXPECT_EQ(code(listing), 40001);
    EXPECT_EQ(listing.at("message"), "advertiser does not grant you /campaign/get/:GET permission");
    account_ = ready_.advertiser_ids.at(1);
    const auto other = get("report/integrated/get", report_query("ad", R"(["spend"])"));
    EXPECT_EQ(code(other), 40001);
    EXPECT_EQ(text(other.at("message")), "No permission to operate advertiser " + account_ + ".");
}

TEST_F(OAuthTest, ARefusalComesBackWithoutACode) {
    const auto values = returned(decide({{"advertiser_id", account_}, {"decision", "refuse"}}));
    EXPECT_EQ(values, (std::map<std::string, std::string>{{"state", "a&b=c"}}));
}

TEST_F(OAuthTest, OnlyLoopbackRedirectsAreRegistered) {
    for (const auto* const good : {"http://localhost/cb", "https://localhost:8443/x?y=1",
                                   "http://127.0.0.1:9/", "http://[::1]:9/"}) {
        EXPECT_EQ(decide({{"decision", "refuse"}}, good).status, 302) << good;
    }
    for (const auto* const bad :
         {"", "https://example.com/cb", "http://localhost.example.com/",
          "http://localhost:80@e.com/", "javascript:alert(1)", "http://localhost/\r\nX: y"}) {
        EXPECT_EQ(decide({{"decision", "refuse"}}, bad).status, 400) << bad;
    }
}

} // namespace

} // namespace bayme::sandbox
