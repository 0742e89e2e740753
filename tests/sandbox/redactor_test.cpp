// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/recorder/redactor.hpp"

#include "sandbox/recorder/json_texts.hpp"

#include <gtest/gtest.h>

namespace bayme::sandbox {

namespace {

constexpr Side answered{.request = false, .path = "/open_api/v1.3/campaign/get/"};

TEST(RedactorTest, TheSameValueHasTheSamePlaceholder) {
    Redactor redactor;
    const auto one = redactor.member("access_token", "aaaaaaaaaaaaaaaaaaaa", {});
    const auto two = redactor.member("access_token", "bbbbbbbbbbbbbbbbbbbb", {});
    EXPECT_EQ(one, "redacted-token-1");
    EXPECT_EQ(two, "redacted-token-2");
    EXPECT_EQ(redactor.member("Access-Token", "aaaaaaaaaaaaaaaaaaaa", {}), one);
    EXPECT_EQ(redactor.text("was aaaaaaaaaaaaaaaaaaaa"), "was redacted-token-1");
    EXPECT_EQ(redactor.member("access_token", one, {}), one) << "a placeholder stays";
}

TEST(RedactorTest, KeepsEveryByteThatIsNotPrivate) {
    Redactor redactor;
    const std::string body =
        "{ \"budget\":50.10, \"id\": 7002238017842757633,\"name\":\"50 % \\u00e9t\\u00e9 @home\",\n"
        "  \"time\":\"2026-03-01T00:00:00+00:00\", \"zone\":\"Etc/GMT+8\", \"code\":0,"
        "\"display_name\":\"Shop\",\"list\":[1,2.0,\"a\"],\"none\":null }";
    EXPECT_EQ(redactor.body(body, answered), body);
}

TEST(RedactorTest, ACodeIsACredentialWhereATokenIsAskedFor) {
    Redactor redactor;
    const Side asked{.request = true, .path = "/open_api/v1.3/oauth2/token/"};
    EXPECT_EQ(redactor.member("code", "abcdef0123456789abcd", asked), "redacted-code-1");
    EXPECT_EQ(redactor.body(R"({"code":40001})", answered), R"({"code":40001})");
    EXPECT_EQ(redactor.member("state", "OPEN", {.request = true, .path = "/rule/"}), "OPEN");
}

TEST(RedactorTest, ShortCredentialsLeaveLongerWordsAlone) {
    Redactor redactor;
    redactor.member("app_id", "7001001", {});
    EXPECT_EQ(redactor.text("app 7001001, campaign 70010012345"),
              "app 9000000000000000001, campaign 70010012345");
}

TEST(RedactorTest, PeopleAreFoundWhereTheContractNamesThem) {
    Redactor redactor;
    EXPECT_EQ(redactor.body(R"({"display_name":"Eva"})",
                            {.request = false, .path = "/open_api/v1.3/user/info/"}),
              R"({"display_name":"Person 1"})");
    EXPECT_EQ(redactor.body(R"({"contact_email":"a@b.example","phone_number":1234567})", answered),
              R"({"contact_email":"person1@redacted.invalid","phone_number":9000000000000000001})");
    EXPECT_EQ(redactor.text("call +49 151 2345678 or write to e.m@x.example."),
              "call +99900000001 or write to person2@redacted.invalid.");
}

TEST(JsonTextsTest, GoesAsFarAsABrokenTextGoes) {
    std::string seen;
    const ReplaceScalar note = [&](const JsonScalar& scalar) -> std::optional<std::string> {
        seen +=
            std::string{scalar.key ? "key" : scalar.name} + "=" + std::string{scalar.value} + " ";
        return std::nullopt;
    };
    const std::string broken = R"({"a":[1,"x\n\u00e9\ud83d\ude00"],"b":{"c":"cut \)";
    EXPECT_EQ(replace_scalars(broken, note), broken);
    EXPECT_EQ(seen, "key=a a=1 a=x\n\xC3\xA9\xF0\x9F\x98\x80 key=b key=c c=cut \\ ");
}

} // namespace

} // namespace bayme::sandbox
