// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/pages/jobs_page.hpp"

#include <fmt/format.h>

namespace bayme::web {
namespace {

Html progress_cell(const JobsView::Job& job) {
    if (job.total <= 0) {
        return element(
            "td", {classes("progress muted"),
                   job.done > 0 ? fmt::format("{} {}", format_count(job.done), job.unit) : ""});
    }
    const auto words =
        fmt::format("{} of {} {}", format_count(job.done), format_count(job.total), job.unit);
    return element("td", {classes("progress"),
                          element("progress", {attribute("value", std::to_string(job.done)),
                                               attribute("max", std::to_string(job.total)),
                                               attribute("aria-label", words)}),
                          element("span", {words})});
}

Html left_out(const std::vector<std::string>& names) {
    if (names.empty()) {
        return {};
    }
    Html list;
    for (const auto& name : names) {
        list += join({text(list.empty() ? " " : ", "), foreign(name)});
    }
    return element("p", {classes("notice"),
                         "Not synced, because the connection has ended or TikTok refuses it:", list,
                         ". ", element("a", {href("/app/accounts"), "Connect again on Accounts"})});
}

Html post_button(const StaffFrame& frame, const JobId& id, std::string_view what,
                 std::string_view words) {
    return post_form(frame, fmt::format("/app/jobs/{}/{}", id, what), button(words), "inline");
}

Html job_name(const std::string& title, const std::string& subject) {
    return element("th", {attribute("scope", "row"), classes("name"), title, " ",
                          element("span", {classes("muted"), foreign(subject)})});
}

Html dead_letters(const StaffFrame& frame, const JobsView& view) {
    if (view.dead_letters.empty()) {
        return {};
    }
    Html rows;
    for (const auto& dead : view.dead_letters) {
        const auto request =
            when(!dead.request_id.empty(), element("code", {foreign(dead.request_id)}));
        const auto decide =
            when(view.may_sync, join({post_button(frame, dead.id, "retry", "Retry"),
                                      post_button(frame, dead.id, "dismiss", "Dismiss")}));
        rows += element(
            "tr",
            {job_name(dead.title, dead.subject),
             element("td", {element("span", {classes("proof"), foreign(dead.cause)}), request}),
             element("td", {classes("number"), format_count(dead.attempts)}),
             element("td", {dead.failed}), element("td", {classes("row-actions"), decide})});
    }
    return element(
        "section",
        {element("h2", {fmt::format("Failed for good ({})", view.dead_letters.size())}),
         element("p", {"These are not tried again by themselves. Retry asks for the same work once "
                       "more; Dismiss takes it off this list and keeps it in the history."}),
         table_frame(
             "Failed for good",
             element("tr", {head_cell("Job"), head_cell("Cause"), head_cell("Attempts", "number"),
                            head_cell("Failed"), element("td", {})}),
             rows, {}, "steps")});
}

Html paused(const StaffFrame& frame, const JobsView& view) {
    Html notices;
    for (const auto& pause : view.pauses) {
        const auto resume =
            when(pause.may_resume,
                 post_form(frame, "/app/jobs/resume",
                           join({hidden_input("what", pause.what), button("Resume")}), "inline"));
        notices +=
            element("div", {classes("notice"), element("strong", {foreign(pause.words)}),
                            fmt::format(" is paused by {} since {}: ", pause.by, pause.since),
                            foreign(pause.reason), " ", resume});
    }
    return notices;
}

Html pause_form(const StaffFrame& frame, const JobsView& view) {
    if (view.may_pause.empty()) {
        return {};
    }
    Html options;
    for (const auto& choice : view.may_pause) {
        options += element("option", {attribute("value", choice.what), foreign(choice.words)});
    }
    const auto fields = join(
        {element("div", {classes("field"),
                         element("label", {attribute("for", "pause-what"), "What to pause"}),
                         element("select", {attribute("id", "pause-what"),
                                            attribute("name", "what"), options})}),
         element("div",
                 {classes("field"), element("label", {attribute("for", "pause-reason"), "Why"}),
                  element("input", {attribute("id", "pause-reason"), attribute("name", "reason"),
                                    flag("required"), attribute("maxlength", "500"),
                                    attribute("autocomplete", "off")})}),
         button("Pause")});
    return element("section",
                   {element("h2", {"Pause work"}),
                    element("p", {"Nothing more of it is started until somebody resumes it. What "
                                  "runs ends normally; what is asked for meanwhile waits."}),
                    post_form(frame, "/app/jobs/pause", fields, "fields")});
}

Html schedules(const JobsView& view) {
    if (view.schedules.empty()) {
        return {};
    }
    Html rows;
    for (const auto& schedule : view.schedules) {
        rows += element(
            "tr", {element("th", {attribute("scope", "row"), classes("name"), schedule.title}),
                   element("td", {schedule.rhythm}), element("td", {schedule.next}),
                   element("td", {schedule.last}),
                   element("td", {when(!schedule.outcome.empty(),
                                       status(schedule.tone, schedule.outcome))})});
    }
    return element("section", {element("h2", {"Done by the clock"}),
                               table_frame("Done by the clock",
                                           element("tr", {head_cell("What"), head_cell("When"),
                                                          head_cell("Next"), head_cell("Last"),
                                                          head_cell("Outcome")}),
                                           rows, {}, "steps")});
}

} // namespace

StaffPage jobs_page(const StaffFrame& frame, const JobsView& view) {
    const auto sync =
        when(view.may_sync, post_form(frame, "/app/sync", button("Sync now"), "inline"));
    StaffPage page{.section = Section::jobs,
                   .title = "Jobs",
                   .meta = {},
                   .actions = join({button_link("Back-fill and cubes", "/app/upkeep"),
                                    button_link("Refresh", "/app/jobs"), sync}),
                   .trouble = view.trouble,
                   .body = {}};
    if (view.trouble) {
        return page;
    }
    page.body = join({left_out(view.not_connected), paused(frame, view)});
    if (view.jobs.empty()) {
        page.actions = {};
        page.body += join({empty_state("No job has run yet.",
                                       "A sync fetches accounts, campaigns and figures.", sync),
                           schedules(view), pause_form(frame, view)});
        return page;
    }
    page.body += dead_letters(frame, view);
    Html rows;
    for (const auto& job : view.jobs) {
        const auto cancel = when(job.may_cancel, post_button(frame, job.id, "cancel", "Cancel"));
        rows +=
            element("tr", {job_name(job.title, job.subject),
                           element("td", {status(job.tone, job.state),
                                          when(!job.cause.empty(),
                                               element("span", {classes("proof"), job.cause}))}),
                           progress_cell(job), element("td", {job.started}),
                           element("td", {classes("row-actions"), cancel})});
    }
    page.body +=
        table_frame("Jobs",
                    element("tr", {head_cell("Job"), head_cell("State"), head_cell("Progress"),
                                   head_cell("Started"), element("td", {})}),
                    rows, {}, "steps");
    page.body += join({schedules(view), pause_form(frame, view)});
    return page;
}

} // namespace bayme::web
