// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/pages/plan_pages.hpp"

#include <fmt/format.h>

namespace bayme::web {
namespace {

std::string address_of(const PlanId& id) {
    return "/app/plans/" + id.text();
}

Html fact(std::string_view name, const Html& value) {
    return when(!value.empty(), join({element("dt", {name}), element("dd", {value})}));
}

Html fact(std::string_view name, std::string_view value) {
    return fact(name, value.empty() ? Html{} : text(value));
}

Html step_row(const PlanView::Step& step) {
    const auto request = when(
        !step.request_id.empty(),
        element("span", {classes("proof"), "Request id ", element("code", {step.request_id})}));
    const auto code =
        when(!step.code.empty(), element("span", {classes("proof"), element("code", {step.code})}));
    const auto detail =
        when(!step.said.empty(),
             element("details",
                     {element("summary", {"What TikTok said"}),
                      element("span", {classes("proof"), foreign(step.said)}), code, request}));
    const auto proof =
        join({when(!step.read_back.empty(), element("span", {classes("proof"), step.read_back})),
              when(!step.result.empty(), element("span", {classes("proof"), step.result})),
              step.said.empty() ? join({code, request}) : detail});
    return element(
        "tr",
        {element("th", {attribute("scope", "row"), classes("name"),
                        element("span", {classes("kind"), step.object, " "}),
                        element("span", {attribute("title", step.name), foreign(step.name)}), " ",
                        element("code", {step.id})}),
         element("td", {step.field}),
         element("td", {classes("change"), element("del", {step.before}),
                        element("span", {classes("arrow"), attribute("aria-hidden", "true"), "→"}),
                        element("strong", {step.after})}),
         element("td", {status(step.tone, step.state), proof})});
}

Html checks_list(const std::vector<PlanView::Check>& checks) {
    Html items;
    for (const auto& check : checks) {
        items += element("li", {status(check.tone, check.name), " ",
                                element("span", {classes("muted"), check.finding}),
                                when(!check.plan.empty(),
                                     join({text(" "), element("a", {href(address_of(check.plan)),
                                                                    "See that plan"})}))});
    }
    return element("section",
                   {element("h2", {"Checks"}), element("ul", {classes("checks"), items})});
}

Html approval(const StaffFrame& frame, const PlanView& view) {
    const auto count = view.steps.size();
    const auto words =
        fmt::format("Approve and apply {} {}", count, count == 1 ? "change" : "changes");
    const auto tick = when(
        view.needs_confirmation,
        element("label",
                {classes("check"),
                 element("input", {attribute("type", "checkbox"), attribute("name", "confirmed"),
                                   attribute("value", "yes"), flag("required")}),
                 " Yes, a change this large"}));
    return post_form(frame, address_of(view.id) + "/approve",
                     join({button(words, ButtonKind::primary), tick}), "inline");
}

Html decision(const StaffFrame& frame, const PlanView& view) {
    const auto path = address_of(view.id);
    const auto discard = post_form(frame, path + "/discard", button("Discard"), "inline");
    const auto undo = drafting_form(frame, path + "/undo", button("Draft the opposite"), "inline");
    const auto resume =
        post_form(frame, path + "/resume", button("Resume", ButtonKind::primary), "inline");
    const auto buttons =
        join({when(view.may_approve, approval(frame, view)), when(view.may_resume, resume),
              when(view.may_discard, discard), when(view.may_undo, undo)});
    const auto warning =
        when(view.may_approve || view.may_resume,
             element("p", {classes("meta"),
                           view.may_resume
                               ? "Resuming first looks up what may have been written already."
                               : "Approving writes to TikTok and reads the result back."}));
    return when(!buttons.empty(), element("section", {classes("decision"), buttons, warning}));
}

} // namespace

StaffPage plan_page(const StaffFrame& frame, const PlanView& view) {
    StaffPage page{.section = Section::plans,
                   .title = view.title,
                   .meta = status(view.tone, view.state),
                   .actions = {},
                   .trouble = view.trouble,
                   .body = {}};
    if (view.in_progress) {
        page.actions = button_link("Refresh", address_of(view.id));
    }
    Html rows;
    for (const auto& step : view.steps) {
        rows += step_row(step);
    }
    const auto facts = element(
        "dl", {classes("facts"), fact("Account", foreign(view.account_name)),
               fact("Drafted by", foreign(view.made_by)), fact("Drafted", view.made_at),
               fact("Decided by", view.decided_by.empty() ? Html{} : foreign(view.decided_by)),
               fact("Decided", view.decided_at), fact("Plan", element("code", {view.id.text()}))});
    page.body = join(
        {when(!view.state_meaning.empty(), element("p", {classes("lede"), view.state_meaning})),
         when(!view.stopped_by.empty(), element("p", {"What stopped it: ", view.stopped_by})),
         table_frame("Steps",
                     element("tr", {head_cell("Object"), head_cell("What"),
                                    head_cell("Before → after"), head_cell("Result")}),
                     rows, {}, "steps"),
         when(!view.checks.empty(), checks_list(view.checks)), decision(frame, view), facts});
    return page;
}

StaffPage plans_page(const StaffFrame& /*frame*/, const PlansView& view) {
    StaffPage page{.section = Section::plans,
                   .title = "Plans",
                   .meta = text("Nothing is written to TikTok outside a plan"),
                   .actions = {},
                   .trouble = view.trouble,
                   .body = {}};
    if (view.trouble) {
        return page;
    }
    if (view.plans.empty()) {
        page.body = empty_state("There is no plan yet.",
                                "Pause a campaign or change a budget: that drafts one.",
                                button_link("Campaigns", "/app/campaigns", ButtonKind::primary));
        return page;
    }
    Html rows;
    for (const auto& plan : view.plans) {
        rows += element(
            "tr",
            {element("th", {attribute("scope", "row"), classes("name"),
                            element("a", {href(address_of(plan.id)), attribute("title", plan.title),
                                          foreign(plan.title)}),
                            more_on_phone({{"Account", foreign(plan.account_name)},
                                           {"Drafted by", foreign(plan.made_by)},
                                           {"Drafted", text(plan.made_at)}})}),
             element("td", {status(plan.tone, plan.state)}),
             element("td", {classes("wide"), foreign(plan.account_name)}),
             element("td", {classes("wide"), foreign(plan.made_by)}),
             element("td", {classes("wide"), plan.made_at})});
    }
    page.body = table_frame(
        "Plans",
        element("tr", {head_cell("Plan"), head_cell("State"), head_cell("Account", "wide"),
                       head_cell("Drafted by", "wide"), head_cell("Drafted", "wide")}),
        rows);
    return page;
}

} // namespace bayme::web
