// SPDX-License-Identifier: LicenseRef-Bayme
// web_render_pages FOLDER [sandbox]: every page with sample rows, as files a plain file server
// can show.
#include "sample_views.hpp"
#include "site_fixture.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>

namespace {

using namespace bayme;

void write(const std::filesystem::path& path, std::string_view text) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream{path, std::ios::binary} << text;
}

void write_staff_pages(const std::filesystem::path& folder, const web::Assets& assets) {
    using namespace web::test;
    const auto frame = sample_frame();
    const auto put = [&](const std::string& name, const web::StaffPage& page) {
        write(folder / "app" / (name + ".html"), web::staff_document(frame, assets, page));
    };
    put("accounts", web::accounts_page(frame, sample_accounts()));
    put("accounts-empty", web::accounts_page(frame, {.accounts = {},
                                                     .now = sample_now,
                                                     .may_connect = true,
                                                     .may_sync = true,
                                                     .trouble = {}}));
    put("disconnect-own",
        web::end_page(frame,
                      web::disconnect_question(sample_accounts().own_accounts.accounts.front())));
    put("disconnect", web::end_page(frame, web::disconnect_question(sample_connection())));
    put("campaigns", web::campaigns_page(frame, sample_campaigns()));
    auto failed = sample_campaigns();
    failed.trouble = sample_trouble();
    put("campaigns-failed", web::campaigns_page(frame, failed));
    put("campaign", web::campaign_page(frame, sample_campaign()));
    put("plan", web::plan_page(frame, sample_plan()));
    put("plan-applied", web::plan_page(frame, sample_applied_plan()));
    put("plans", web::plans_page(frame, sample_plans()));
    put("jobs", web::jobs_page(frame, sample_jobs()));
    put("report", web::report_page(frame, sample_report()));
}

void write_flow_pages(const std::filesystem::path& folder, const web::Assets& assets) {
    using namespace web::test;
    const auto put = [&](const std::string& name, const web::PublicPage& page) {
        write(folder / "flow" / (name + ".html"),
              web::public_document({"Bayme", web::text("Bayme"), true}, assets, page));
    };
    put("link", web::link_page(web::LinkUse::sign_in, "/link/0123"));
    put("dead-link", web::dead_link_page(web::LinkUse::sign_in));
    put("found", web::found_accounts_page(sample_found()));
    put("connected", web::connected_page(2, true));
    put("failed",
        web::consent_failure_page(web::ConsentFailure::lost, "tiktok", "0fnz8c2m5qk7v9x3"));
}

} // namespace

int main(int count, char** arguments) {
    if (count < 2) {
        std::cerr << "usage: web_render_pages FOLDER [sandbox]\n";
        return 2;
    }
    const std::filesystem::path folder{arguments[1]};
    auto& world = web::test::World::one();
    auto settings = web::test::World::settings();
    settings.sandbox = count > 2;
    web::Web site{settings, web::test::World::pages(), world.registry, world.authenticator,
                  world.state.clock};
    const auto get = [&](const std::string& path) {
        http::Request request;
        request.path = path;
        return std::string{site.answer(request).content()};
    };
    const auto assets = web::Assets::embedded();
    for (const auto& [name, address] : assets.addresses()) {
        write(folder.string() + address, get(address));
    }
    for (const std::string path : {"/", "/privacy", "/developers", "/sign-in", "/nowhere"}) {
        write(folder / (path == "/" ? "index.html" : path.substr(1) + ".html"), get(path));
    }
    write_staff_pages(folder, assets);
    write_flow_pages(folder, assets);
    return 0;
}
