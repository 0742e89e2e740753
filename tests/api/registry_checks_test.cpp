// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/registry_checks.hpp"

#include "api/openapi.hpp"
#include "api_fixture.hpp"

namespace bayme::api {
namespace {

struct Token {
    SecretText token;
};
BOOST_DESCRIBE_STRUCT(Token, (), (token))

struct Patterned {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Patterned, (), (text))
constexpr auto rules(const Patterned*) {
    return std::array{pattern("text", "(")};
}

namespace elsewhere {
struct Token {
    std::string other;
};
BOOST_DESCRIBE_STRUCT(Token, (), (other))
} // namespace elsewhere

template <typename Request, typename Response>
Handler handler() {
    return [](Context&, const Request&) -> Result<Response> {
        return Response{};
    };
}

Operation good() {
    return {.name = "things.list",
            .summary = "Things",
            .needs = Permission::read_reports,
            .on = {Surface::http},
            .run = handler<Nothing, Nothing>()};
}

std::string refusal(const Operation& operation) {
    const auto checked = check_operation(operation);
    return checked ? "" : checked.error().message;
}

TEST(RegistryChecksTest, TakesACorrectOperation) {
    EXPECT_EQ(refusal(good()), "");
}

TEST(RegistryChecksTest, RefusesAnOperationWithoutAPermission) {
    auto operation = good();
    operation.needs.reset();
    EXPECT_EQ(refusal(operation), "the operation things.list names no permission");
}

TEST(RegistryChecksTest, RefusesAnonymousOperationsOnASurface) {
    auto operation = good();
    operation.needs = Permission::anyone;
    EXPECT_NE(refusal(operation), "");
    operation.on = {};
    EXPECT_EQ(refusal(operation), "");
}

TEST(RegistryChecksTest, RefusesABadNameAndAMissingHandler) {
    auto operation = good();
    operation.name = "things";
    EXPECT_NE(refusal(operation), "");
    operation.name = "things.List";
    EXPECT_NE(refusal(operation), "");
    operation = good();
    operation.run = {};
    EXPECT_NE(refusal(operation), "");
}

TEST(RegistryChecksTest, RefusesAPatternThatDoesNotCompile) {
    auto operation = good();
    operation.run = handler<Patterned, Nothing>();
    EXPECT_NE(refusal(operation), "");
}

TEST(RegistryChecksTest, RefusesSecretsOverTheNetwork) {
    auto operation = good();
    operation.run = handler<Token, Nothing>();
    EXPECT_NE(refusal(operation), "");
    operation.on = {Surface::cli};
    EXPECT_EQ(refusal(operation), "");
}

TEST(RegistryChecksTest, RefusesTwoTypesOfOneName) {
    auto first = good();
    first.run = handler<Token, Nothing>();
    auto second = good();
    second.run = handler<elsewhere::Token, Nothing>();

    EXPECT_TRUE(check_type_names({{"a.b", &first}}));
    EXPECT_FALSE(check_type_names({{"a.b", &first}, {"c.d", &second}}));
}

TEST(RouteTest, TurnsNamesIntoPathsAndBack) {
    EXPECT_EQ(route_of("campaigns.pause"), "/api/v1/campaigns/pause");
    EXPECT_EQ(operation_of("/api/v1/campaigns/pause"), "campaigns.pause");
    EXPECT_EQ(operation_of("/api/v1/campaigns"), "");
    EXPECT_EQ(operation_of("/api/v1/campaigns/pause/now"), "");
    EXPECT_EQ(operation_of("/api/v1/campaigns.pause/x"), "");
    EXPECT_EQ(operation_of("/api/v2/campaigns/pause"), "");
}

} // namespace
} // namespace bayme::api
