// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/pages/upkeep_page.hpp"

#include <fmt/format.h>

namespace bayme::web {
namespace {

Html date_field(std::string_view id, std::string_view words, bool required) {
    return element("div",
                   {classes("field"), element("label", {attribute("for", id), words}),
                    element("input", {attribute("id", id), attribute("name", id),
                                      attribute("type", "date"), flag("required", required)})});
}

Html ask_for_backfill(const StaffFrame& frame) {
    return post_form(frame, "/app/backfill",
                     element("div", {classes("fields"), date_field("from", "Fetch from", true),
                                     date_field("to", "to", false),
                                     button("Start back-fill", ButtonKind::primary)}),
                     "question card");
}

Html backfill_row(const StaffFrame& frame, const UpkeepView::Backfill& one) {
    const auto words =
        fmt::format("{} of {} parts", format_count(one.done), format_count(one.parts));
    const auto cancel =
        when(one.may_cancel, post_form(frame, fmt::format("/app/backfill/{}/cancel", one.group),
                                       button("Cancel"), "inline"));
    return element(
        "tr",
        {element("th", {attribute("scope", "row"), classes("name"), one.days, " ",
                        element("span", {classes("muted"), one.accounts})}),
         element("td", {status(one.tone, one.state),
                        when(!one.doing.empty(), element("span", {classes("proof"), one.doing}))}),
         element("td", {classes("progress"),
                        element("progress", {attribute("value", std::to_string(one.done)),
                                             attribute("max", std::to_string(one.parts)),
                                             attribute("aria-label", words)}),
                        element("span", {words})}),
         element("td", {classes("row-actions"), cancel})});
}

Html backfills(const StaffFrame& frame, const UpkeepView& view) {
    Html rows;
    for (const auto& one : view.backfills) {
        rows += backfill_row(frame, one);
    }
    return when(!view.backfills.empty(),
                table_frame("Back-fills",
                            element("tr", {head_cell("Days"), head_cell("State"),
                                           head_cell("Progress"), element("td", {})}),
                            rows, {}, "steps"));
}

Html cubes(const StaffFrame& frame, const UpkeepView& view) {
    Html rows;
    for (const auto& cube : view.cubes) {
        const auto choose =
            when(view.may_choose,
                 post_form(frame,
                           fmt::format("/app/cubes/{}/{}", cube.name,
                                       cube.enabled ? "disable" : "enable"),
                           button(cube.enabled ? "Stop fetching" : "Fetch from now on"), "inline"));
        rows += element(
            "tr", {element("th", {attribute("scope", "row"), classes("name"), cube.words}),
                   element("td", {status(cube.enabled ? Tone::ok : Tone::quiet,
                                         cube.enabled ? "fetched" : "not fetched"),
                                  when(!cube.not_delivered.empty(),
                                       element("span", {classes("proof"),
                                                        "TikTok refuses: ", cube.not_delivered}))}),
                   number_cell(cube.calls), element("td", {classes("row-actions"), choose})});
    }
    return table_frame("What is fetched",
                       element("tr", {head_cell("Figures"), head_cell("State"),
                                      head_cell("Calls a day", "number"), element("td", {})}),
                       rows, {}, "steps");
}

Html differences(const UpkeepView& view) {
    Html rows;
    for (const auto& one : view.differences) {
        rows += element("tr", {element("th", {attribute("scope", "row"), classes("name"),
                                              foreign(one.account)}),
                               element("td", {one.words}), element("td", {one.metric}),
                               number_cell(one.account_value), number_cell(one.level_value),
                               element("td", {one.cause})});
    }
    return when(
        !view.differences.empty(),
        join({element("h2", {"What does not add up"}),
              table_frame("Days on which levels differ",
                          element("tr", {head_cell("Account"), head_cell("Figures"),
                                         head_cell("Metric"), head_cell("Account says", "number"),
                                         head_cell("They add up to", "number"), head_cell("Why")}),
                          rows, {}, "steps")}));
}

} // namespace

StaffPage upkeep_page(const StaffFrame& frame, const UpkeepView& view) {
    StaffPage page{
        .section = Section::jobs,
        .title = "Back-fill and cubes",
        .meta = text(view.share),
        .actions = join({button_link("Jobs", "/app/jobs"), button_link("Refresh", "/app/upkeep")}),
        .trouble = view.trouble,
        .body = {}};
    page.body = join({when(view.may_fill, ask_for_backfill(frame)), backfills(frame, view),
                      element("h2", {"What is fetched"}), cubes(frame, view), differences(view)});
    return page;
}

} // namespace bayme::web
