// SPDX-License-Identifier: LicenseRef-Bayme
#include "support/source_folder.hpp"
#include "tiktok/calls/declaration.hpp"
#include "tiktok/interface_files.hpp"
#include "tiktok/samples.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace bayme::tiktok {
namespace {

using calls::Declared;
using test::DocumentedParameters;

/// "file.video.ad.info" -> file_video_ad_info.yml
std::string fragment_name(std::string_view endpoint) {
    std::string name{endpoint};
    std::ranges::replace(name, '.', '_');
    return name + ".yml";
}

class Agreement : public testing::Test {
protected:
    void SetUp() override {
        if (!test::samples_folder()) {
            GTEST_SKIP() << "no recorded answers";
        }
        folder_ = test::samples_folder()->parent_path();
        index_ = test::read_parameter_index(test::read_text(folder_ / "PARAMETERS.md"));
        expected_ = test::read_differences(test::read_text(test::source_folder() / "tests" /
                                                           "tiktok" / "interface_differences.txt"));
    }

    /// TikTok's own fragment wins, then the index of its SDK.
    const DocumentedParameters* documented(std::string_view endpoint) {
        const auto file = folder_ / "interface" / "official" / fragment_name(endpoint);
        if (std::filesystem::exists(file)) {
            ++fragments_;
            fragment_ = test::read_fragment(test::read_text(file));
            return &fragment_;
        }
        const auto found = index_.find(std::string{tiktok::endpoint(endpoint).path});
        return found == index_.end() ? nullptr : &found->second;
    }

    std::filesystem::path folder_;
    std::map<std::string, DocumentedParameters> index_;
    std::map<std::string, std::string> expected_;
    DocumentedParameters fragment_;
    int fragments_ = 0;
};

void compare(const Declared& ours, const DocumentedParameters& theirs,
             std::map<std::string, std::string>& found) {
    const auto key = [&](const std::string& path) {
        return fmt::format("{} {}", ours.endpoint, path);
    };
    for (const auto& parameter : ours.parameters) {
        const auto known = theirs.find(parameter.path);
        if (known == theirs.end()) {
            found[key(parameter.path)] = "not documented";
        } else if (known->second.type != parameter.type) {
            found[key(parameter.path)] = fmt::format("{} here, {} there", to_string(parameter.type),
                                                     to_string(known->second.type));
        } else if (const auto most = known->second.bounds.most;
                   most != 0 && most != parameter.bounds.most) {
            found[key(parameter.path)] =
                fmt::format("at most {} here, {} there", parameter.bounds.most, most);
        }
    }
    for (const auto& [path, parameter] : theirs) {
        // What stands inside an object counts only where the object is sent.
        const auto parent = path.substr(0, path.rfind('.'));
        const bool inner_of_unsent =
            parent != path &&
            std::ranges::find(ours.parameters, parent, &calls::ParameterFact::path) ==
                ours.parameters.end();
        const auto sent = std::ranges::find(ours.parameters, path, &calls::ParameterFact::path);
        if (parameter.required && !inner_of_unsent &&
            (sent == ours.parameters.end() || !sent->required)) {
            found[key(path)] = "required there";
        }
    }
}

TEST_F(Agreement, RequestsNameWhatTikTokDocuments) {
    std::map<std::string, std::string> found;
    for (const auto& endpoint : endpoints()) {
        const auto* ours = calls::find_declaration(endpoint.name);
        ASSERT_NE(ours, nullptr) << endpoint.name;
        if (const auto* theirs = documented(endpoint.name)) {
            compare(*ours, *theirs, found);
        } else {
            found[fmt::format("{} *", endpoint.name)] = "no document";
        }
    }

    for (const auto& [what, difference] : found) {
        EXPECT_TRUE(expected_.contains(what)) << what << ": " << difference;
    }
    for (const auto& [what, reason] : expected_) {
        EXPECT_TRUE(found.contains(what)) << what << " is listed as a difference and is none";
        EXPECT_FALSE(reason.empty()) << what;
    }
    RecordProperty("endpoints", static_cast<int>(endpoints().size()));
    RecordProperty("official_fragments", fragments_);
}

/// The method and the path, slash for slash; a name that no document knows is listed above as "*".
TEST_F(Agreement, CallsGoWhereTikTokDocumentsThem) {
    const auto indexed = test::read_indexed_calls(test::read_text(folder_ / "PARAMETERS.md"));
    std::size_t compared = 0;
    for (const auto& endpoint : endpoints()) {
        const auto ours = fmt::format("{} {}", http::to_string(endpoint.method), endpoint.path);
        const auto file = folder_ / "interface" / "official" / fragment_name(endpoint.name);
        if (std::filesystem::exists(file)) {
            EXPECT_EQ(test::read_fragment_call(test::read_text(file)), ours);
        } else if (index_.contains(std::string{endpoint.path})) {
            EXPECT_TRUE(indexed.contains(ours)) << ours;
        } else {
            EXPECT_TRUE(expected_.contains(fmt::format("{} *", endpoint.name))) << ours;
            continue;
        }
        ++compared;
    }
    EXPECT_GT(compared, endpoints().size() / 2);
    RecordProperty("calls_compared", static_cast<int>(compared));
}

TEST(InterfaceFilesTest, AFragmentIsReadWithItsBodyAndItsNestedParameters) {
    const auto facts = test::read_fragment(R"(info:
  title: "a: b
    c: d"
paths:
  /x/:
    get:
      parameters:
      - description: What
          key: this is still the description
        in: query
        name: ids
        required: true
        schema:
          items:
            type: string
          maxItems: 10
          type: array
      - content:
          application/json:
            schema:
              properties:
                page:
                  type: integer
              type: object
        name: filtering
      requestBody:
        content:
          application/json:
            schema:
              properties:
                on:
                  type: boolean
              required:
              - on
              type: object
)");

    ASSERT_EQ(facts.size(), 4U);
    EXPECT_EQ(facts.at("ids").type, calls::ParameterType::texts);
    EXPECT_TRUE(facts.at("ids").required);
    EXPECT_EQ(facts.at("ids").bounds.most, 10);
    EXPECT_EQ(facts.at("on").bounds.most, 0);
    EXPECT_EQ(facts.at("filtering").type, calls::ParameterType::object);
    EXPECT_EQ(facts.at("filtering.page").type, calls::ParameterType::number);
    EXPECT_TRUE(facts.at("on").required);
}

TEST(InterfaceFilesTest, TheIndexIsReadWithBodiesInPlace) {
    const auto index = test::read_parameter_index("### POST /open_api/v1.3/a/b/\n"
                                                  "- body? : Body (JSON body)\n"
                                                  "  - name* : string\n"
                                                  "  - list? : [array<Thing>>(Thing.md)\n"
                                                  "    - id? : int\n"
                                                  "### GET /open_api/v1.3/c/\n"
                                                  "- ids* : [array<string>>(string.md)\n");

    EXPECT_TRUE(index.at("/a/b/").at("name").required);
    EXPECT_EQ(index.at("/a/b/").at("list").type, calls::ParameterType::objects);
    EXPECT_EQ(index.at("/a/b/").at("list.id").type, calls::ParameterType::number);
    EXPECT_EQ(index.at("/c/").at("ids").type, calls::ParameterType::texts);
}

} // namespace
} // namespace bayme::tiktok
