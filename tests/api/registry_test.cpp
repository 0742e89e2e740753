// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/registry.hpp"

#include "api/context.hpp"
#include "api_fixture.hpp"
#include "support/planted.hpp"

#include <stdexcept>

namespace bayme::api {
namespace {

struct Note {
    AdvertiserId advertiser_id;
    std::string text;
    std::vector<AdvertiserId> also = {};
};
BOOST_DESCRIBE_STRUCT(Note, (), (advertiser_id, text, also))
constexpr auto rules(const Note*) {
    return std::array{length("text", 1, 10), with_default("also")};
}

struct Noted {
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(Noted, (), (count))

constexpr const char* insert_note =
    "INSERT INTO schedules (name, kind, advertiser_id, every_seconds, offset_seconds, next_at) "
    "VALUES ($1, 'note', '', 1, 0, 0)";
constexpr const char* count_notes = "SELECT COUNT(*) FROM schedules";

Result<Noted> count(storage::Transaction& tx) {
    BAYME_TRY(const auto row, tx.find(count_notes, {}));
    return Noted{row->integer(0)};
}

Result<Noted> add_note(Context& context, const Note& note) {
    BAYME_TRY(storage::Transaction & tx, context.writing());
    BAYME_CHECK(tx.run(insert_note, {note.text}));
    context.audit("note:" + note.text, {}, R"({"a":1})", note.advertiser_id);
    if (note.text == "fail") {
        return fail(ErrorCode::conflict, "the note failed");
    }
    if (note.text == "throw") {
        throw std::runtime_error("a bug with a secret");
    }
    return count(tx);
}

Result<Noted> add_note_in_steps(Context& context, const Note& note) {
    BAYME_TRY(const auto tx, context.database().begin_write());
    BAYME_CHECK(tx->run(insert_note, {note.text}));
    BAYME_TRY(const auto noted, count(*tx));
    BAYME_CHECK(tx->commit());
    if (note.text == "unclear") {
        return fail(ErrorCode::uncertain, "nobody knows");
    }
    if (note.text == "busy") {
        return fail(ErrorCode::unavailable, "not now");
    }
    return noted;
}

const Operation notes[] = {
    {.name = "notes.count",
     .summary = "How many notes there are",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli},
     .run = [](Context& context, const Nothing&) -> Result<Noted> {
         BAYME_TRY(storage::Transaction & tx, context.reading());
         return count(tx);
     }},
    {.name = "notes.add",
     .summary = "Add a note",
     .needs = Permission::draft_changes,
     .on = {Surface::http},
     .effect = Effect::changes,
     .run =
         [](Context& context, const Note& note) {
             return add_note(context, note);
         }},
    {.name = "notes.add_in_steps",
     .summary = "Add a note by and by",
     .needs = Permission::draft_changes,
     .on = {Surface::cli},
     .effect = Effect::changes_in_steps,
     .run =
         [](Context& context, const Note& note) {
             return add_note_in_steps(context, note);
         }},
    {.name = "notes.write_while_reading",
     .summary = "A handler with a bug",
     .needs = Permission::read_reports,
     .on = {Surface::http},
     .run = [](Context& context, const Nothing&) -> Result<Noted> {
         BAYME_TRY(storage::Transaction & tx, context.writing());
         return count(tx);
     }},
};

class RegistryTest : public test::ApiFixture {
protected:
    Result<std::string> call(const Actor& actor, std::string_view name, std::string_view json,
                             std::string key = {}, Door door = Door::in_process) {
        return registry_.call({actor, "r1", door, std::move(key)}, name, json);
    }
    std::string note(std::string_view text, std::string_view account = "7001") {
        return fmt::format(R"({{"advertiser_id":"{}","text":"{}"}})", account, text);
    }
    std::string counted() { return call(operator_, "notes.count", "{}").value(); }

    Registry registry_ = make_registry({notes});
};

TEST_F(RegistryTest, RunsAReadForWhoMay) {
    EXPECT_EQ(call(analyst_, "notes.count", "{}"), R"({"count":0})");
    EXPECT_EQ(call(analyst_, "notes.count", ""), R"({"count":0})") << "no body is an empty object";
}

TEST_F(RegistryTest, RefusesWhoMayNotBeforeItReadsTheBody) {
    EXPECT_EQ(call(analyst_, "notes.add", "garbage").error().code, ErrorCode::forbidden);
    EXPECT_EQ(call({}, "notes.count", "garbage").error().code, ErrorCode::unauthenticated);
}

TEST_F(RegistryTest, RefusesAForeignAccountHoweverDeepItIsNamed) {
    EXPECT_EQ(call(buyer_, "notes.add", note("x", "7002")).error().reason, "account_scope");
    EXPECT_EQ(
        call(buyer_, "notes.add", R"({"advertiser_id":"7001","text":"x","also":["7001","7002"]})")
            .error()
            .code,
        ErrorCode::forbidden);
    EXPECT_TRUE(call(operator_, "notes.add", note("x", "7002")));
}

TEST_F(RegistryTest, WritesTheAuditRowWithTheChange) {
    ASSERT_TRUE(call(buyer_, "notes.add", note("one")));

    const auto rows = audit();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].action, "notes.add");
    EXPECT_EQ(rows[0].actor, to_string(buyer_));
    EXPECT_EQ(rows[0].object, "note:one");
    EXPECT_EQ(rows[0].after, R"({"a":1})");
    EXPECT_EQ(rows[0].request_id, "r1");
    EXPECT_EQ(rows[0].advertiser_id, AdvertiserId{"7001"});
}

TEST_F(RegistryTest, RollsBackWhatFailedOrThrew) {
    EXPECT_EQ(call(buyer_, "notes.add", note("fail")).error().code, ErrorCode::conflict);
    const auto thrown = call(buyer_, "notes.add", note("throw"));

    EXPECT_EQ(thrown.error().code, ErrorCode::internal);
    EXPECT_EQ(thrown.error().message.find("secret"), std::string::npos);
    EXPECT_EQ(counted(), R"({"count":0})");
    EXPECT_TRUE(audit().empty());
}

TEST_F(RegistryTest, RefusesToWriteInARead) {
    EXPECT_EQ(call(operator_, "notes.write_while_reading", "{}").error().code, ErrorCode::internal);
}

TEST_F(RegistryTest, AnswersARepeatedKeyWithoutRunningAgain) {
    EXPECT_EQ(call(buyer_, "notes.add", note("one"), "k1"), R"({"count":1})");
    EXPECT_EQ(call(buyer_, "notes.add", note("one"), "k1"), R"({"count":1})");
    EXPECT_EQ(call(buyer_, "notes.add", note("two"), "k2"), R"({"count":2})");

    EXPECT_EQ(audit().size(), 2U);
}

TEST_F(RegistryTest, RefusesAKeyWithAnotherBody) {
    ASSERT_TRUE(call(buyer_, "notes.add", note("one"), "k1"));

    const auto other = call(buyer_, "notes.add", note("two"), "k1");

    EXPECT_EQ(other.error().code, ErrorCode::conflict);
    EXPECT_EQ(other.error().reason, "idempotency.other_body");
}

TEST_F(RegistryTest, KeepsTheKeysOfActorsApart) {
    ASSERT_TRUE(call(buyer_, "notes.add", note("one"), "k1"));
    EXPECT_TRUE(call(operator_, "notes.add", note("two"), "k1"));
}

TEST_F(RegistryTest, SpendsNoKeyOnAChangeThatFailed) {
    EXPECT_FALSE(call(buyer_, "notes.add", note("fail"), "k1"));
    EXPECT_TRUE(call(buyer_, "notes.add", note("one"), "k1"));
}

TEST_F(RegistryTest, RefusesAKeyThatIsNone) {
    EXPECT_EQ(call(buyer_, "notes.add", note("a"), "with space").error().reason,
              "request.idempotency_key");
    EXPECT_EQ(call(buyer_, "notes.add", note("a"), std::string(201, 'k')).error().reason,
              "request.idempotency_key");
}

TEST_F(RegistryTest, AnswersARepeatedCallInSteps) {
    EXPECT_EQ(call(buyer_, "notes.add_in_steps", note("one"), "k1"), R"({"count":1})");
    EXPECT_EQ(call(buyer_, "notes.add_in_steps", note("one"), "k1"), R"({"count":1})");
    EXPECT_EQ(counted(), R"({"count":1})");
}

TEST_F(RegistryTest, DoesNotRepeatACallInStepsWhoseOutcomeIsUnclear) {
    EXPECT_EQ(call(buyer_, "notes.add_in_steps", note("unclear"), "k1").error().code,
              ErrorCode::uncertain);
    const auto again = call(buyer_, "notes.add_in_steps", note("unclear"), "k1");

    EXPECT_EQ(again.error().code, ErrorCode::uncertain);
    EXPECT_EQ(again.error().message, "nobody knows");
    EXPECT_EQ(counted(), R"({"count":1})");
}

TEST_F(RegistryTest, RepeatsACallInStepsThatCertainlyDidNotHappen) {
    EXPECT_FALSE(call(buyer_, "notes.add_in_steps", note("busy"), "k1"));

    // The row stands in for what a real handler would not have written.
    EXPECT_EQ(call(buyer_, "notes.add_in_steps", note("busy"), "k1").error().reason, "unique");
}

TEST_F(RegistryTest, SaysThatACallInStepsWasCutOffByACrash) {
    ASSERT_TRUE(arm_failpoints("api.steps.settling=error"));
    EXPECT_FALSE(call(buyer_, "notes.add_in_steps", note("one"), "k1"));
    ASSERT_TRUE(arm_failpoints(""));

    EXPECT_EQ(call(buyer_, "notes.add_in_steps", note("one"), "k1").error().reason,
              "idempotency.in_progress");
    registry_ = make_registry({notes});
    EXPECT_EQ(call(buyer_, "notes.add_in_steps", note("one"), "k1").error().reason,
              "idempotency.cut_off");
}

TEST_F(RegistryTest, ShowsEachDoorWhatItsSurfacesSay) {
    EXPECT_TRUE(registry_.find("notes.add", Door::http));
    EXPECT_FALSE(registry_.find("notes.add_in_steps", Door::http));
    EXPECT_TRUE(registry_.find("notes.add_in_steps", Door::unix_socket));
    EXPECT_TRUE(registry_.find("notes.add", Door::unix_socket));
}

TEST_F(RegistryTest, NamesTheNearestOperation) {
    EXPECT_EQ(registry_.find("notes.cout", Door::http).error().message,
              "there is no operation notes.cout; did you mean notes.count?");
}

TEST_F(RegistryTest, RightsAreCheckedAgainInTheTransactionOfTheAct) {
    // Between the first check and the lock the buyer is ended: the handler's first write stops.
    static storage::Database* database = nullptr;
    static staff::Staff* people = nullptr;
    static PersonId who;
    database = state_.database.get();
    people = &staff_;
    who = PersonId{buyer_.id};
    static const Operation racing[] = {
        {.name = "notes.race",
         .summary = "Lose the right half-way",
         .needs = Permission::draft_changes,
         .effect = Effect::changes,
         .run = [](Context& context, const Nothing&) -> Result<Noted> {
             {
                 BAYME_TRY(const auto tx, database->begin_write());
                 BAYME_CHECK(people->people().end(*tx, who));
                 BAYME_CHECK(tx->commit());
             }
             BAYME_TRY(storage::Transaction & tx, context.writing());
             return count(tx);
         }}};
    const auto registry = make_registry({racing});

    const auto raced = registry.call({buyer_, "r1", Door::in_process}, "notes.race", "{}");

    ASSERT_FALSE(raced);
    EXPECT_EQ(raced.error().code, ErrorCode::unauthenticated);
}

TEST_F(RegistryTest, APlantedMissingAuditRowIsSeen) {
    const bayme::test::Planted defect{"api.change.without_audit"};

    ASSERT_TRUE(call(buyer_, "notes.add", note("one")));

    EXPECT_TRUE(audit().empty()) << "the defect that WritesTheAuditRowWithTheChange must catch";
}

} // namespace
} // namespace bayme::api
