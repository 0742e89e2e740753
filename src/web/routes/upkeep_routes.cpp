// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "web/load/load_upkeep.hpp"
#include "web/load/loaders.hpp"
#include "web/routes/routes.hpp"

namespace bayme::web {
namespace {

constexpr std::string_view own_path = "/app/upkeep";

http::Response show(const Visit& visit, std::optional<Trouble> refusal) {
    const auto frame = visit.frame();
    if (!frame) {
        return visit.failure(frame.error());
    }
    auto view = load_upkeep(visit, *frame);
    if (refusal) {
        view.trouble = std::move(refusal);
    }
    return visit.staff_page(*frame, upkeep_page(*frame, view),
                            view.trouble ? view.trouble->http_status : 200);
}

http::Response show_upkeep(const Visit& visit) {
    return show(visit, {});
}

/// Back to the page; a refusal is shown on it.
http::Response after(const Visit& visit, const Result<AnswerView>& done, std::string_view what) {
    return done ? see_other(own_path)
                : show(visit, to_trouble(done.error(), what, visit.request.request_id));
}

http::Response start_backfill(const Visit& visit) {
    JsonWriter body;
    body.begin_object().member("from", visit.form.text("from"));
    if (const auto to = visit.form.text("to"); !to.empty()) {
        body.member("to", to);
    }
    return after(visit, visit.call("backfill.start", body.end_object().text()),
                 "Nothing was started");
}

http::Response cancel_backfill(const Visit& visit) {
    const auto body =
        JsonWriter{}.begin_object().member("group", visit.parameter).end_object().text();
    return after(visit, visit.call("backfill.cancel", body), "It was not cancelled");
}

http::Response choose(const Visit& visit, std::string_view operation) {
    const auto body =
        JsonWriter{}.begin_object().member("cube", visit.parameter).end_object().text();
    return after(visit, visit.call(operation, body), "What is fetched was not changed");
}

http::Response enable_cube(const Visit& visit) {
    return choose(visit, "cubes.enable");
}

http::Response disable_cube(const Visit& visit) {
    return choose(visit, "cubes.disable");
}

constexpr Route table[] = {
    {http::Method::get, "/app/upkeep", Access::session, show_upkeep},
    {http::Method::post, "/app/backfill", Access::session, start_backfill},
    {http::Method::post, "/app/backfill/:id/cancel", Access::session, cancel_backfill},
    {http::Method::post, "/app/cubes/:id/enable", Access::session, enable_cube},
    {http::Method::post, "/app/cubes/:id/disable", Access::session, disable_cube},
};

} // namespace

std::span<const Route> upkeep_routes() {
    return table;
}

} // namespace bayme::web
