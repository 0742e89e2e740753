// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/decode.hpp"

#include "api/encode.hpp"

#include <gtest/gtest.h>

namespace bayme::api {
namespace {

enum class Grain { day, hour };
BOOST_DESCRIBE_ENUM(Grain, day, hour)

struct Condition {
    std::string field;
    std::vector<std::string> values;
    std::vector<Condition> inner;
};
BOOST_DESCRIBE_STRUCT(Condition, (), (field, values, inner))
constexpr auto rules(const Condition*) {
    return std::array{one_of("field", "campaign", "ad"), items("values", 1, 3),
                      each(length("values", 1, 5)), with_default("inner")};
}

struct Question {
    AdvertiserId advertiser_id;
    std::vector<Condition> filters;
    std::int64_t limit = 100;
    std::uint16_t page = 1;
    bool deep = false;
    Grain grain = Grain::day;
    std::optional<Day> from;
    std::optional<Instant> as_of;
    std::optional<Decimal> budget;
    std::optional<Currency> currency;
    std::optional<Json> extra;
    std::string name = "none";
};
BOOST_DESCRIBE_STRUCT(Question, (),
                      (advertiser_id, filters, limit, page, deep, grain, from, as_of, budget,
                       currency, extra, name))
constexpr auto rules(const Question*) {
    return std::array{pattern("advertiser_id", "[0-9]+"),
                      items("filters", 0, 4),
                      with_default(range("limit", 1, 1000)),
                      with_default("filters"),
                      with_default("page"),
                      with_default("deep"),
                      with_default("grain"),
                      with_default(length("name", 1, 4))};
}

Result<Question> read(std::string_view json) {
    return decode<Question>(json, info<Question>());
}

/// "path: message" of every error, in order.
std::vector<std::string> problems(std::string_view json) {
    std::vector<std::string> all;
    const auto question = read(json);
    if (question) {
        return all;
    }
    for (const auto& field : question.error().fields) {
        all.push_back(field.path + ": " + field.message);
    }
    return all;
}

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

TEST(DecodeTest, ReadsEveryKindOfMember) {
    const auto question = read(R"({
        "advertiser_id": "7000000000000000001",
        "filters": [{"field": "campaign", "values": ["1"], "inner": [{"field": "ad",
                     "values": ["2", "3"]}]}],
        "limit": 5, "page": 65535, "deep": true, "grain": "hour", "from": "2026-03-01",
        "as_of": "2026-03-01T14:20:05Z", "budget": "12.50", "currency": "EUR",
        "extra": {"b": [1, 2.5]}, "name": "日本語é"})");

    ASSERT_TRUE(question) << question.error();
    EXPECT_EQ(question->advertiser_id, AdvertiserId{"7000000000000000001"});
    EXPECT_EQ(question->filters.at(0).inner.at(0).values.at(1), "3");
    EXPECT_EQ(question->limit, 5);
    EXPECT_EQ(question->page, 65535);
    EXPECT_TRUE(question->deep);
    EXPECT_EQ(question->grain, Grain::hour);
    EXPECT_EQ(question->from->text(), "2026-03-01");
    EXPECT_EQ(format_instant(*question->as_of), "2026-03-01T14:20:05Z");
    EXPECT_EQ(question->budget->micros, 12'500'000);
    EXPECT_EQ(question->currency->text(), "EUR");
    EXPECT_EQ(question->name, "日本語é");
}

TEST(DecodeTest, KeepsDefaultsOfWhatIsLeftOut) {
    const auto question = read(R"({"advertiser_id":"7","from":null})");

    ASSERT_TRUE(question) << question.error();
    EXPECT_EQ(question->limit, 100);
    EXPECT_EQ(question->grain, Grain::day);
    EXPECT_FALSE(question->from);
    EXPECT_THAT(question->filters, IsEmpty());
}

TEST(DecodeTest, TellsEveryErrorAtOnceWithItsPath) {
    EXPECT_THAT(problems(R"({"advertiser_id": 7, "filters": [{"field": "campaign", "values": ["1"]},
                     {"field": "adgroup", "values": []}, {"values": ["toolong", 5]}],
                     "limit": "5", "limt": 6})"),
                UnorderedElementsAre("advertiser_id: expected text, got a whole number",
                                     "filters[1].field: \"adgroup\" is not one of campaign, ad",
                                     "filters[1].values: has 0 items, 1 to 3 are allowed",
                                     "filters[2].field: is missing",
                                     "filters[2].values[0]: has 7 characters, 1 to 5 are allowed",
                                     "filters[2].values[1]: expected text, got a whole number",
                                     "limit: expected a whole number, got text",
                                     "limt: is not known; did you mean \"limit\"?"));
}

struct WrongBody {
    const char* name;
    std::string body;
    std::string problem;
};
void PrintTo(const WrongBody& wrong, std::ostream* out) {
    *out << wrong.name;
}
class WrongBodyTest : public testing::TestWithParam<WrongBody> {};

TEST_P(WrongBodyTest, IsToldWithItsPath) {
    EXPECT_THAT(problems(GetParam().body), ElementsAre(GetParam().problem));
}

INSTANTIATE_TEST_SUITE_P(
    Table, WrongBodyTest,
    testing::Values(
        WrongBody{"missing", "{}", "advertiser_id: is missing"},
        WrongBody{"no object", "[]", ": expected an object, got a list"},
        WrongBody{"null", "null", ": expected an object, got null"},
        WrongBody{"null member", R"({"advertiser_id":null})",
                  "advertiser_id: expected text, got null"},
        WrongBody{"double", R"({"advertiser_id":"7","limit":1e2})",
                  "limit: expected a whole number, got a number that is not whole or has no 64 "
                  "bits"},
        WrongBody{"huge number", R"({"advertiser_id":"7","limit":99999999999999999999999})",
                  "limit: expected a whole number, got a number that is not whole or has no 64 "
                  "bits"},
        WrongBody{"unsigned 64", R"({"advertiser_id":"7","limit":18446744073709551615})",
                  "limit: 18446744073709551615 is more than 9223372036854775807"},
        WrongBody{"out of range", R"({"advertiser_id":"7","limit":0})",
                  "limit: 0 is not between 1 and 1000"},
        WrongBody{"out of type", R"({"advertiser_id":"7","page":65536})",
                  "page: 65536 is not between 0 and 65535"},
        WrongBody{"negative", R"({"advertiser_id":"7","page":-1})",
                  "page: -1 is not between 0 and 65535"},
        WrongBody{"code points", R"({"advertiser_id":"7","name":"ééééé"})",
                  "name: has 5 characters, 1 to 4 are allowed"},
        WrongBody{"pattern", R"({"advertiser_id":"7x"})",
                  "advertiser_id: \"7x\" does not match [0-9]+"},
        WrongBody{"enum", R"({"advertiser_id":"7","grain":"week"})",
                  "grain: expected one of day, hour, got \"week\""},
        WrongBody{"enum as number", R"({"advertiser_id":"7","grain":0})",
                  "grain: expected one of day, hour, got a whole number"},
        WrongBody{"day", R"({"advertiser_id":"7","from":"2026-02-30"})",
                  "from: expected a day such as 2026-03-01, got \"2026-02-30\""},
        WrongBody{"day with time", R"({"advertiser_id":"7","from":"2026-03-01 00:00:00"})",
                  "from: expected a day such as 2026-03-01, got \"2026-03-01 00:00:00\""},
        WrongBody{"decimal", R"({"advertiser_id":"7","budget":"1.0000001"})",
                  "budget: expected a decimal number with at most six decimals, as text, got "
                  "\"1.0000001\""},
        WrongBody{"money as number", R"({"advertiser_id":"7","budget":12.5})",
                  "budget: expected a decimal number with at most six decimals, as text, got a "
                  "number that is not whole or has no 64 bits"},
        WrongBody{"boolean", R"({"advertiser_id":"7","deep":"true"})",
                  "deep: expected true or false, got text"},
        WrongBody{"twice", R"({"advertiser_id":"7","limit":5,"limit":5})", "limit: is given twice"},
        WrongBody{"twice in another spelling", R"({"advertiser_id":"7","\u0061dvertiser_id":"8"})",
                  "advertiser_id: is given twice"},
        WrongBody{"twice inside",
                  R"({"advertiser_id":"7","filters":[{"field":"ad","values":["1"]},
                      {"field":"ad","values":["1"],"values":["2"]}]})",
                  "filters[1].values: is given twice"},
        WrongBody{"nul", R"({"advertiser_id":"7","name":"a\u0000b"})",
                  "name: holds the character NUL"}));

struct Refused {
    const char* name;
    std::string body;
    std::string reason;
};
void PrintTo(const Refused& refused, std::ostream* out) {
    *out << refused.name;
}
class RefusedBodyTest : public testing::TestWithParam<Refused> {};

TEST_P(RefusedBodyTest, HasItsReason) {
    const auto question = read(GetParam().body);

    ASSERT_FALSE(question);
    EXPECT_EQ(question.error().code, ErrorCode::invalid_input);
    EXPECT_EQ(question.error().reason, GetParam().reason);
}

std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) {
        all += text;
    }
    return all;
}

std::string with_members(std::size_t count) {
    std::string body = "{\"a\":1";
    for (std::size_t i = 1; i < count; ++i) {
        body += fmt::format(",\"m{}\":1", i);
    }
    return body + "}";
}

INSTANTIATE_TEST_SUITE_P(
    Table, RefusedBodyTest,
    testing::Values(
        Refused{"empty", "", "request.not_json"},
        Refused{"half", R"({"advertiser_id":)", "request.not_json"},
        Refused{"trailing", R"({"advertiser_id":"7"} x)", "request.not_json"},
        Refused{"html", "<html>", "request.not_json"},
        Refused{"no utf-8", "{\"advertiser_id\":\"\xFF\"}", "request.not_json"},
        Refused{"deep", repeated("[", 1'000'000), "request.too_deep"},
        Refused{"seventeen deep", repeated("[", 17) + repeated("]", 17), "request.too_deep"},
        Refused{"sixteen deep", repeated("[", 16) + repeated("]", 16), "request.fields"},
        Refused{"many members", with_members(1'001), "request.too_large"},
        Refused{"long name", "{\"" + std::string(300, 'a') + "\":1}", "request.too_large"},
        Refused{"long body", "\"" + std::string(most_body_bytes, 'a') + "\"",
                "request.too_large"}));

struct Upload {
    std::string file;
};
BOOST_DESCRIBE_STRUCT(Upload, (), (file))
constexpr auto rules(const Upload*) {
    return std::array{length("file", 1, 3 << 20)};
}

TEST(DecodeTest, AFieldWhoseRuleAllowsALongTextMakesRoomForIt) {
    const auto body = [](std::size_t bytes) {
        return R"({"file":")" + std::string(bytes, 'a') + "\"}";
    };

    const auto long_one = decode<Upload>(body(3 << 20), info<Upload>());
    ASSERT_TRUE(long_one) << long_one.error();
    EXPECT_EQ(long_one->file.size(), std::size_t{3 << 20});
    EXPECT_EQ(decode<Upload>(body((3 << 20) + 1), info<Upload>()).error().reason, "request.fields");
    EXPECT_EQ(decode<Upload>(body(5 << 20), info<Upload>()).error().reason, "request.too_large");
}

TEST(DecodeTest, NamesThePlaceThatIsTooDeep) {
    const auto question = read(R"({"filters":)" + repeated("[", 20));

    ASSERT_EQ(question.error().fields.size(), 1U);
    EXPECT_TRUE(question.error().fields[0].path.starts_with("filters[0][0]"))
        << question.error().fields[0].path;
}

TEST(DecodeTest, TellsAtMostAHundredErrors) {
    EXPECT_EQ(read(with_members(900)).error().fields.size(), 100U);
}

TEST(DecodeTest, ReadsTheParametersOfAGet) {
    const auto body =
        body_from_query(info<Question>(), {{"advertiser_id", "7"},
                                           {"limit", "5"},
                                           {"deep", "true"},
                                           {"from", "2026-03-01"},
                                           {"filters", R"({"field":"ad","values":["1"]})"},
                                           {"filters", R"({"field":"ad","values":["2"]})"}});

    const auto question = read(body);

    ASSERT_TRUE(question) << question.error();
    EXPECT_EQ(question->limit, 5);
    EXPECT_EQ(question->filters.at(1).values.at(0), "2");
}

TEST(DecodeTest, RefusesWrongParametersAsItRefusesBodies) {
    EXPECT_THAT(problems(body_from_query(
                    info<Question>(), {{"advertiser_id", "7"}, {"limit", "+5"}, {"limit", "6"}})),
                ElementsAre("limit: is given twice"));
}

TEST(EncodeTest, WritesWhatDecodeReads) {
    const std::string json =
        R"({"advertiser_id":"7","filters":[{"field":"ad","values":["1"],"inner":[]}],"limit":5,)"
        R"("page":2,"deep":true,"grain":"hour","from":"2026-03-01",)"
        R"("as_of":"2026-03-01T14:20:05Z","budget":"12.5","currency":"EUR","extra":{"b":[1]},)"
        R"("name":"x"})";

    const auto question = read(json);

    ASSERT_TRUE(question) << question.error();
    EXPECT_EQ(encode(*question), json);
}

TEST(EncodeTest, LeavesOutEmptyOptionals) {
    EXPECT_EQ(encode(*read(R"({"advertiser_id":"7"})")),
              R"({"advertiser_id":"7","filters":[],"limit":100,"page":1,"deep":false,)"
              R"("grain":"day","name":"none"})");
}

} // namespace
} // namespace bayme::api
