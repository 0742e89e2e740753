// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/openapi.hpp"
#include "api/operations.hpp"
#include "api_fixture.hpp"

namespace bayme::api {
namespace {

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

} // namespace
} // namespace bayme::api
