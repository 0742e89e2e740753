// SPDX-License-Identifier: LicenseRef-Bayme
#include "simulation/stage.hpp"

#include "base/json_text.hpp"

#include <boost/json.hpp>

namespace bayme::simulation {
namespace {

namespace json = boost::json;

constexpr std::string_view all_scopes = "[1,2,3,4,5,6,8,17000000]";

http::Request control(http::Method method, std::string path, std::string body = {}) {
    http::Request request;
    request.method = method;
    request.path = std::move(path);
    request.body = std::move(body);
    return request;
}

} // namespace

Result<std::unique_ptr<Stage>> Stage::make(const sandbox::SandboxOptions& options, Instant start,
                                           std::uint64_t seed) {
    std::unique_ptr<Stage> stage{new Stage(start, seed)};
    BAYME_TRY(stage->sandbox, sandbox::Sandbox::make(options, stage->time,
                                                     stage->time.waits(VirtualTime::network)));
    const auto ready = stage->sandbox->ready();
    for (const auto& id : ready.advertiser_ids) {
        stage->accounts.emplace_back(id);
    }
    stage->wire.emplace(*stage->sandbox, stage->time, seed);
    BAYME_TRY(stage->settings,
              settings_for(stage->folder / "data", ready.app_id, ready.app_secret));
    SystemFiles files;
    BAYME_CHECK(app::init_stores(*stage->settings, files, stage->random, stage->time));
    return stage;
}

Result<std::unique_ptr<Life>> Stage::open(std::chrono::seconds lease) {
    return Life::open({time, random, *wire, *settings, lease});
}

Result<void> Stage::command(std::string path, std::string body) {
    const auto answer =
        sandbox->answer_control(control(http::Method::post, std::move(path), std::move(body)));
    return answer.status == 200 ? Result<void>{}
                                : fail(ErrorCode::internal, "the sandbox said {}", answer.body);
}

std::string Stage::code_for(const std::vector<AdvertiserId>& chosen, std::string_view scopes) {
    std::vector<std::string> ids;
    for (const auto& id : chosen) {
        ids.push_back(id.text());
    }
    const auto body = fmt::format(R"({{"advertiser_ids":{},"scopes":{}}})", json_array(ids),
                                  scopes.empty() ? all_scopes : scopes);
    const auto answer = sandbox->answer_control(control(http::Method::post, "/grants", body));
    return std::string{json::parse(answer.body).at("auth_code").as_string()};
}

std::int64_t Stage::faults() {
    const auto answer = sandbox->answer_control(control(http::Method::get, "/faults"));
    std::int64_t met = 0;
    const auto told = json::parse(answer.body);
    for (const auto& rule : told.at("rules").as_array()) {
        met += rule.at("fired").to_number<std::int64_t>();
    }
    return met;
}

} // namespace bayme::simulation
