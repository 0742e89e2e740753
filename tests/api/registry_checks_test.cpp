// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/registry_checks.hpp"

#include "api/openapi.hpp"
#include "api/operations.hpp"
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

class ShippedOperationsTest : public test::ApiFixture {};

TEST_F(ShippedOperationsTest, Start) {
    const auto registry = Registry::make(services_, keys_, operation_tables());
    ASSERT_TRUE(registry) << registry.error();
    EXPECT_GT(registry->operations().size(), 5U);
}

TEST_F(ShippedOperationsTest, RefuseAVisitor) {
    const auto registry = make_registry(operation_tables());
    for (const auto& [name, operation] : registry.operations()) {
        if (operation->needs != Permission::anyone) {
            const auto answer = registry.call({{}, "r1", Door::in_process}, name, "{}");
            EXPECT_EQ(answer.error().code, ErrorCode::unauthenticated) << name;
        }
    }
}

TEST_F(ShippedOperationsTest, RefuseEveryRoleWithoutThePermission) {
    const auto registry = make_registry(operation_tables());
    int number = 0;
    for (const auto role : staff::all_roles) {
        const auto tx = state_.database->begin_write().value();
        const Actor actor{ActorKind::person,
                          add(*tx, fmt::format("r{}@example.com", ++number), role).text()};
        tx->commit().value();
        for (const auto& [name, operation] : registry.operations()) {
            const auto answer = registry.call({actor, "r1", Door::in_process}, name, "[]");
            ASSERT_FALSE(answer) << name;
            const auto expected =
                staff::allows(role, *operation->needs) || operation->needs == Permission::anyone
                    ? ErrorCode::invalid_input
                    : ErrorCode::forbidden;
            EXPECT_EQ(answer.error().code, expected) << name << " " << staff::to_string(role);
        }
    }
}

TEST_F(ShippedOperationsTest, AreInTheDocument) {
    const auto document = openapi_document(make_registry(operation_tables()).operations(), "0.1.0");

    EXPECT_NE(document.find(R"("/api/v1/jobs/list")"), std::string::npos);
    EXPECT_EQ(document.find("open_link"), std::string::npos) << "it has no surface";
    EXPECT_EQ(document.find("staff/link"), std::string::npos) << "it is for the command line";
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
