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
    page.body = left_out(view.not_connected);
    if (view.jobs.empty()) {
        page.actions = {};
        page.body += empty_state("No job has run yet.",
                                 "A sync fetches accounts, campaigns and figures.", sync);
        return page;
    }
    Html rows;
    for (const auto& job : view.jobs) {
        const auto cancel =
            when(job.may_cancel, post_form(frame, "/app/jobs/" + job.id.text() + "/cancel",
                                           button("Cancel"), "inline"));
        rows += element("tr",
                        {element("th", {attribute("scope", "row"), classes("name"), job.title, " ",
                                        element("span", {classes("muted"), foreign(job.subject)})}),
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
    return page;
}

} // namespace bayme::web
