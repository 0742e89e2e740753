// SPDX-License-Identifier: LicenseRef-Bayme
#include "site_fixture.hpp"
#include "web/form.hpp"

namespace bayme::web::test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

TEST_F(SiteTest, TheLedgerIsATableWhoseCellsSayTheirState) {
    const auto page = body("/app/ledger", {sign_in(world_.owner)});

    EXPECT_THAT(page, HasSubstr("Shop &lt;EU&gt;"));
    EXPECT_THAT(page, HasSubstr(">2 of 4</td>"));
    EXPECT_THAT(page, HasSubstr(">1,234</td>"));
    EXPECT_THAT(page, HasSubstr("class=\"cell never_fetched\" title=\"2026-05-25: not fetched\""));
    EXPECT_THAT(page, HasSubstr("<span class=\"heard\">not fetched</span>"));
    EXPECT_THAT(page, HasSubstr("<span class=\"heard\">not begun</span>"));
    EXPECT_THAT(page, HasSubstr("Fetching them costs at least 1 call, 1 s of TikTok&#39;s limit"));
}

TEST_F(SiteTest, AnAccountsLedgerShowsItsCubes) {
    asked().clear();

    const auto page = body("/app/ledger?account=7001", {sign_in(world_.owner)});

    EXPECT_THAT(page, HasSubstr("ad group, by day"));
    EXPECT_THAT(asked(), Contains("ledger by cube of 7001"));
}

TEST_F(SiteTest, WhoMayNotSyncGetsNoButtonToFetch) {
    EXPECT_THAT(body("/app/ledger", {sign_in(world_.owner)}), HasSubstr("Fetch what is missing"));
    EXPECT_THAT(body("/app/ledger", {sign_in(world_.analyst)}),
                Not(HasSubstr("Fetch what is missing")));
}

std::string upload(const std::string& token, std::string_view file) {
    const auto part = [](std::string_view name, std::string_view more, std::string_view text) {
        return fmt::format(
            "--b0undary\r\nContent-Disposition: form-data; name=\"{}\"{}\r\n\r\n{}\r\n", name, more,
            text);
    };
    return part("form_token", "", token) + part("account", "", "7001") +
           part("file", "; filename=\"a; name=x.csv\"\r\nContent-Type: text/csv", file) +
           "--b0undary--\r\n";
}

class UploadTest : public SiteTest {
protected:
    http::Response send(const std::string& text) {
        auto made = request(
            "/app/ledger/compare", http::Method::post,
            {cookie_, same_origin, {"Content-Type", "multipart/form-data; boundary=b0undary"}});
        made.body = text;
        return web_.answer(made);
    }
    http::Header cookie_ = sign_in(world_.owner);
    std::string token_ = form_token(cookie_);
};

TEST_F(UploadTest, AnExportIsComparedByteForByte) {
    asked().clear();

    const auto response = send(upload(token_, std::string_view{"\xFF\xFE"
                                                               "a\0\r\n--b\r\n",
                                                               10}));

    EXPECT_EQ(response.status, 200);
    EXPECT_THAT(asked(), Contains("reconcile " +
                                  std::string{"\xFF\xFE"
                                              "a\0\r\n--b\r\n",
                                              10} +
                                  " of 7001"));
    EXPECT_THAT(std::string{response.content()}, HasSubstr("&lt;i&gt;Spring&lt;/i&gt;"));
    EXPECT_THAT(std::string{response.content()}, HasSubstr("1 × TikTok restated it"));
    EXPECT_THAT(std::string{response.content()}, AllOf(HasSubstr("The column"), HasSubstr("Notes"),
                                                       HasSubstr("is not known here.")));
}

TEST_F(UploadTest, AFileThatCannotBeComparedSaysWhy) {
    const auto response = send(upload(token_, "PK"));

    EXPECT_EQ(response.status, 400);
    EXPECT_THAT(std::string{response.content()}, HasSubstr("The file was not compared"));
    EXPECT_THAT(std::string{response.content()}, HasSubstr("save it as CSV"));
}

TEST_F(UploadTest, WithoutTheSessionsTokenNothingIsCompared) {
    asked().clear();

    EXPECT_EQ(send(upload("forged", "a,b")).status, 403);

    EXPECT_THAT(asked(), Not(Contains(HasSubstr("reconcile"))));
}

TEST(Uploads, BrokenOnesAreRefused) {
    const auto read = [](std::string type, std::string body) {
        http::Request request;
        request.headers.push_back({"Content-Type", std::move(type)});
        request.body = std::move(body);
        return Form::of_upload(request);
    };
    const std::string type = "multipart/form-data; boundary=b";
    const std::string part = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n";

    const auto good = read(type, part + "--b--\r\n");
    ASSERT_TRUE(good) << good.error();
    EXPECT_EQ(good->text("a"), "1");
    const auto empty =
        read(type, "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n--b--");
    ASSERT_TRUE(empty) << empty.error();
    EXPECT_EQ(empty->text("a"), "");

    EXPECT_FALSE(read("multipart/form-data", part + "--b--\r\n"));
    EXPECT_FALSE(read("application/x-www-form-urlencoded", "a=1"));
    EXPECT_FALSE(read(type, ""));
    EXPECT_FALSE(read(type, part));
    EXPECT_FALSE(read(type, "--b\r\n\r\n1\r\n--b--"));
    EXPECT_FALSE(read(type, "--b\r\nContent-Disposition: form-data\r\n\r\n1\r\n--b--"));
    EXPECT_FALSE(read(type, "--bb\r\nx"));
}

} // namespace
} // namespace bayme::web::test
