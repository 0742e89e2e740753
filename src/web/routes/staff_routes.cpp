// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/errors.hpp"
#include "base/json_text.hpp"
#include "web/load/loaders.hpp"
#include "web/routes/ending.hpp"
#include "web/routes/routes.hpp"

namespace bayme::web {
namespace {

/// A page made from its view, or the failure of finding out who asks.
template <typename Load, typename Draw>
http::Response show(const Visit& visit, Load load, Draw draw) {
    const auto frame = visit.frame();
    if (!frame) {
        return visit.failure(frame.error());
    }
    const auto page = draw(*frame, load(visit, *frame));
    return visit.staff_page(*frame, page, page.trouble ? page.trouble->http_status : 200);
}

http::Response home(const Visit& /*visit*/) {
    return see_other("/app/accounts");
}

http::Response show_accounts(const Visit& visit) {
    return show(visit, load_accounts, accounts_page);
}

http::Response keep_accounts(const Visit& visit) {
    const auto kept = visit.call("connections.keep", JsonWriter{}
                                                         .begin_object()
                                                         .member("connection_id", visit.parameter)
                                                         .key("advertiser_ids")
                                                         .raw(json_array(visit.form.all("keep")))
                                                         .end_object()
                                                         .text());
    if (!kept && kept.error().reason == "none_chosen") {
        const auto ask_again = [](const Visit& asked, const StaffFrame& frame) {
            auto view = load_accounts(asked, frame);
            view.trouble = none_chosen(ConnectionId{asked.parameter});
            return view;
        };
        return show(visit, ask_again, accounts_page);
    }
    return kept ? see_other("/app/accounts") : visit.failure(kept.error());
}

http::Response show_connection(const Visit& visit) {
    const auto frame = visit.frame();
    if (!frame) {
        return visit.failure(frame.error());
    }
    const auto view = load_connection_page(visit, *frame, ConnectionId{visit.parameter});
    return view ? visit.staff_page(*frame, connection_page(*frame, *view))
                : visit.failure(view.error());
}

http::Response include_account(const Visit& visit) {
    const auto done = visit.call("accounts.include", JsonWriter{}
                                                         .begin_object()
                                                         .member("advertiser_id", visit.parameter)
                                                         .key("leave_out")
                                                         .boolean(visit.form.text("use") != "yes")
                                                         .end_object()
                                                         .text());
    return done ? see_other("/app/accounts") : visit.failure(done.error());
}

const Ending connection_ending{
    "connections.revoke", "connection_id", "The connection was not ended",
    [](const Visit& visit) -> Result<EndQuestion> {
        BAYME_TRY(const auto connection, load_connection(visit, ConnectionId{visit.parameter}));
        return disconnect_question(connection);
    }};

http::Response show_disconnect(const Visit& visit) {
    return ask_to_end(visit, connection_ending);
}

http::Response disconnect(const Visit& visit) {
    return end(visit, connection_ending);
}

http::Response show_campaigns(const Visit& visit) {
    return show(visit, load_campaigns, campaigns_page);
}

http::Response show_campaign(const Visit& visit) {
    const auto frame = visit.frame();
    if (!frame) {
        return visit.failure(frame.error());
    }
    const auto view = load_campaign(visit, *frame, AdvertiserId{visit.form.text("account")},
                                    CampaignId{visit.parameter});
    return view ? visit.staff_page(*frame, campaign_page(*frame, *view))
                : visit.failure(view.error());
}

http::Response show_report(const Visit& visit) {
    return show(visit, load_report, report_page);
}

/// One wish of a form as plans.draft takes it; empty for a change nobody offers.
std::string wish_json(const Visit& visit) {
    const auto change = visit.form.text("change");
    const bool budget = change == "budget";
    if (!budget && change != "pause" && change != "enable") {
        return {};
    }
    return JsonWriter{}
        .begin_object()
        .member("advertiser_id", visit.form.text("account"))
        .key("changes")
        .begin_array()
        .begin_object()
        .member("level", "campaign")
        .member("object_id", visit.form.text("campaign"))
        .member("field", budget ? "budget" : "operation_status")
        .member("value", budget              ? visit.form.text("budget")
                         : change == "pause" ? std::string_view{"DISABLE"}
                                             : std::string_view{"ENABLE"})
        .end_object()
        .end_array()
        .end_object()
        .take();
}

/// A refused wish is shown on the campaign's page, with what was typed.
http::Response refused_draft(const Visit& visit, const Error& error) {
    const auto frame = visit.frame();
    if (!frame) {
        return visit.failure(frame.error());
    }
    auto view = load_campaign(visit, *frame, AdvertiserId{visit.form.text("account")},
                              CampaignId{visit.form.text("campaign")});
    if (!view) {
        return visit.failure(error);
    }
    if (visit.form.text("change") == "budget" && error.code == ErrorCode::invalid_input) {
        view->typed_budget = visit.form.text("budget");
        view->budget_error = error.fields.empty() ? error.message : error.fields.front().message;
    } else {
        view->trouble = to_trouble(error, "No plan was drafted", visit.request.request_id);
    }
    return visit.staff_page(*frame, campaign_page(*frame, *view), api::http_status(error));
}

http::Response draft_plan(const Visit& visit) {
    const auto wish = wish_json(visit);
    if (wish.empty()) {
        return visit.failure(
            Error{ErrorCode::invalid_input, "the form does not say what to change"});
    }
    const auto drafted = visit.call_once("plans.draft", wish);
    return drafted ? see_other("/app/plans/" + (*drafted)["plan_id"].text())
                   : refused_draft(visit, drafted.error());
}

http::Response show_jobs(const Visit& visit) {
    return show(visit, load_jobs, jobs_page);
}

http::Response show_plans(const Visit& visit) {
    return show(visit, load_plans, plans_page);
}

http::Response show_plan(const Visit& visit) {
    const auto frame = visit.frame();
    if (!frame) {
        return visit.failure(frame.error());
    }
    const auto view = load_plan(visit, *frame, PlanId{visit.parameter});
    if (!view) {
        return visit.failure(view.error());
    }
    auto response = visit.staff_page(*frame, plan_page(*frame, *view));
    if (view->reads_itself_again) {
        response.headers.push_back({"Refresh", "2"});
    }
    return response;
}

std::string plan_json(const Visit& visit) {
    return JsonWriter{}.begin_object().member("plan_id", visit.parameter).end_object().text();
}

/// Back to the plan; a refusal is shown on it, so that what was decided stays in view.
http::Response after_decision(const Visit& visit, const Result<AnswerView>& done) {
    if (done) {
        return see_other("/app/plans/" + (*done)["plan_id"].text());
    }
    const auto frame = visit.frame();
    if (!frame) {
        return visit.failure(frame.error());
    }
    auto view = load_plan(visit, *frame, PlanId{visit.parameter});
    if (!view) {
        return visit.failure(done.error());
    }
    view->trouble = to_trouble(done.error(), "The plan was not changed", visit.request.request_id);
    return visit.staff_page(*frame, plan_page(*frame, *view), api::http_status(done.error()));
}

http::Response approve_plan(const Visit& visit) {
    return after_decision(
        visit, visit.call("plans.approve", JsonWriter{}
                                               .begin_object()
                                               .member("plan_id", visit.parameter)
                                               .key("confirmed")
                                               .boolean(visit.form.text("confirmed") == "yes")
                                               .end_object()
                                               .text()));
}

http::Response resume_plan(const Visit& visit) {
    return after_decision(visit, visit.call("plans.resume", plan_json(visit)));
}

http::Response discard_plan(const Visit& visit) {
    return after_decision(visit, visit.call("plans.discard", plan_json(visit)));
}

http::Response undo_plan(const Visit& visit) {
    return after_decision(visit, visit.call_once("plans.undo", plan_json(visit)));
}

http::Response start_sync(const Visit& visit) {
    const auto started = visit.call("sync.start");
    return started ? see_other("/app/jobs") : visit.failure(started.error());
}

http::Response after_job(const Visit& visit, const Result<AnswerView>& done) {
    return done ? see_other("/app/jobs") : visit.failure(done.error());
}

std::string job_json(const Visit& visit) {
    return JsonWriter{}.begin_object().member("job_id", visit.parameter).end_object().take();
}

http::Response cancel_job(const Visit& visit) {
    return after_job(visit, visit.call("jobs.cancel", job_json(visit)));
}

http::Response retry_job(const Visit& visit) {
    return after_job(visit, visit.call("jobs.retry", job_json(visit)));
}

http::Response dismiss_job(const Visit& visit) {
    return after_job(visit, visit.call("jobs.dismiss", job_json(visit)));
}

/// The form names "kind:sync.account" or "account:7".
Result<AnswerView> change_pause(const Visit& visit, std::string_view verb) {
    const auto what = visit.form.text("what");
    const bool kind = what.starts_with("kind:");
    if (!kind && !what.starts_with("account:")) {
        return fail(ErrorCode::invalid_input, "the form does not say what is meant");
    }
    JsonWriter body;
    body.begin_object().member(kind ? "kind" : "advertiser_id", what.substr(what.find(':') + 1));
    if (verb == "pause") {
        body.member("reason", visit.form.text("reason"));
    }
    return visit.call(fmt::format("jobs.{}_{}", verb, kind ? "kind" : "account"),
                      body.end_object().take());
}

http::Response pause_jobs(const Visit& visit) {
    return after_job(visit, change_pause(visit, "pause"));
}

http::Response resume_jobs(const Visit& visit) {
    return after_job(visit, change_pause(visit, "resume"));
}

constexpr Route table[] = {
    {http::Method::get, "/app", Access::session, home},
    {http::Method::get, "/app/accounts", Access::session, show_accounts},
    {http::Method::post, "/app/accounts/:id", Access::session, include_account},
    {http::Method::get, "/app/connections/:id", Access::session, show_connection},
    {http::Method::post, "/app/connections/:id/accounts", Access::session, keep_accounts},
    {http::Method::get, "/app/connections/:id/end", Access::session, show_disconnect},
    {http::Method::post, "/app/connections/:id/end", Access::session, disconnect},
    {http::Method::post, "/app/sync", Access::session, start_sync},
    {http::Method::get, "/app/campaigns", Access::session, show_campaigns},
    {http::Method::get, "/app/campaigns/:id", Access::session, show_campaign},
    {http::Method::get, "/app/report", Access::session, show_report},
    {http::Method::get, "/app/plans", Access::session, show_plans},
    {http::Method::post, "/app/plans", Access::session, draft_plan},
    {http::Method::get, "/app/plans/:id", Access::session, show_plan},
    {http::Method::post, "/app/plans/:id/approve", Access::session, approve_plan},
    {http::Method::post, "/app/plans/:id/resume", Access::session, resume_plan},
    {http::Method::post, "/app/plans/:id/discard", Access::session, discard_plan},
    {http::Method::post, "/app/plans/:id/undo", Access::session, undo_plan},
    {http::Method::get, "/app/jobs", Access::session, show_jobs},
    {http::Method::post, "/app/jobs/pause", Access::session, pause_jobs},
    {http::Method::post, "/app/jobs/resume", Access::session, resume_jobs},
    {http::Method::post, "/app/jobs/:id/cancel", Access::session, cancel_job},
    {http::Method::post, "/app/jobs/:id/retry", Access::session, retry_job},
    {http::Method::post, "/app/jobs/:id/dismiss", Access::session, dismiss_job},
};

} // namespace

std::span<const Route> staff_routes() {
    return table;
}

} // namespace bayme::web
