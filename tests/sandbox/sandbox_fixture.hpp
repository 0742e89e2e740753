// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "sandbox/sandbox.hpp"
#include "support/fake_clock.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::sandbox {

namespace json = boost::json;

using Query = std::map<std::string, std::string>;

/// A tiny world whose clock stands at noon UTC of 1 March 2026, called without sockets.
class SandboxTest : public ::testing::Test {
protected:
    SandboxTest() { start({}); }

    void start(SandboxOptions options) {
        options.scale = Scale::tiny;
        if (!options.now) {
            options.now = parse_instant("2026-03-01T12:00:00Z").value();
        }
        auto made = Sandbox::make(options, wall_, waits_);
        ASSERT_TRUE(made) << made.error();
        sandbox_ = std::move(*made);
        ready_ = sandbox_->ready();
        token_ = ready_.access_token;
        account_ = ready_.advertiser_ids.at(0);
    }

    http::Response send(http::Method method, std::string path, const Query& query,
                        std::string body = {}) {
        http::Request request;
        request.method = method;
        request.path = std::move(path);
        std::vector<http::QueryParameter> parameters;
        for (const auto& [name, value] : query) {
            parameters.push_back({name, value});
        }
        request.query = http::format_query(parameters);
        request.body = std::move(body);
        if (!token_.empty()) {
            request.headers.push_back({"Access-Token", token_});
        }
        const bool api = request.path.starts_with("/open_api") ||
                         request.path.starts_with("/portal") || request.path.starts_with("/v2");
        return api ? sandbox_->answer_api(request) : sandbox_->answer_control(request);
    }
    json::object get(const std::string& path, const Query& query) {
        return parsed(send(http::Method::get, "/open_api/v1.3/" + path + "/", query));
    }
    json::object post(const std::string& path, const std::string& body) {
        return parsed(send(http::Method::post, "/open_api/v1.3/" + path + "/", {}, body));
    }
    json::object control(const std::string& path, const Query& query) {
        return parsed(send(http::Method::get, path, query));
    }
    json::object command(const std::string& path, const std::string& body) {
        return parsed(send(http::Method::post, path, {}, body));
    }

    static json::object parsed(const http::Response& response) {
        json::error_code error;
        const auto value = json::parse(response.body, error);
        EXPECT_FALSE(error) << response.body;
        return value.is_object() ? value.get_object() : json::object{};
    }
    static std::int64_t code(const json::object& answer) { return answer.at("code").as_int64(); }
    static const json::array& list(const json::object& answer) {
        return answer.at("data").at("list").as_array();
    }
    static std::string text(const json::value& value) { return std::string{value.as_string()}; }

    /// All objects of a level, deleted ones too.
    json::array objects(const std::string& level) {
        const auto answer =
            get(level + "/get", {{"advertiser_id", account_},
                                 {"page_size", "1000"},
                                 {"filtering", R"({"primary_status":"STATUS_ALL"})"}});
        EXPECT_EQ(code(answer), 0);
        return list(answer);
    }
    Query report_query(const std::string& level, const std::string& metrics) const {
        std::string upper = level;
        for (auto& letter : upper) {
            letter = static_cast<char>(letter - 'a' + 'A');
        }
        return {{"advertiser_id", account_},
                {"report_type", "BASIC"},
                {"data_level", "AUCTION_" + upper},
                {"dimensions", R"([")" + level + R"(_id","stat_time_day"])"},
                {"metrics", metrics},
                {"start_date", "2026-02-10"},
                {"end_date", "2026-02-19"},
                {"page_size", "1000"}};
    }
    /// A report over objects of every status.
    Query whole_report(const std::string& level, const std::string& metrics) const {
        auto query = report_query(level, metrics);
        if (level != "advertiser") {
            query["filtering"] =
                R"([{"field_name":")" + level +
                R"(_status","filter_type":"IN","filter_value":"[\"STATUS_ALL\"]"}])";
        }
        return query;
    }

    test::FakeClock wall_;
    test::FakeScheduler waits_{wall_};
    std::unique_ptr<Sandbox> sandbox_;
    ReadyInfo ready_;
    std::string token_;
    std::string account_;
};

/// The sum of a metric over rows; money counts in hundredths.
inline std::int64_t sum_of(const json::array& rows, std::string_view metric) {
    std::int64_t sum = 0;
    for (const auto& row : rows) {
        std::string text{row.at("metrics").at(metric).as_string()};
        std::erase(text, '.');
        sum += std::stoll(text);
    }
    return sum;
}

} // namespace bayme::sandbox
