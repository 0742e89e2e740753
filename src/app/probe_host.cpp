// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/disclosure.hpp"
#include "app/probe/probe.hpp"
#include "app/process_host.hpp"
#include "tiktok/oauth.hpp"

namespace bayme::app {
namespace {

cli::ProbeReport describe(const Settings& settings, const cli::ProbeArguments& arguments) {
    cli::ProbeReport report{.host = authority_of(settings.tiktok.api_url),
                            .may_write = probe::may_write(settings.tiktok.api_url),
                            .quota = {},
                            .questions = {}};
    report.quota = fmt::format(
        "level {}; every call waits for the governor{}", settings.tiktok.tier,
        settings.tiktok.tier == "sandbox"
            ? ": 1 a second, 30 a minute and 1,000 a day of each endpoint"
            : "; TikTok's test host wants [tiktok] tier = \"sandbox\": 1 a second, 30 a minute and "
              "1,000 a day of each endpoint");
    for (auto& question : probe::questions(arguments.samples)) {
        cli::ProbeQuestion shown{.id = std::move(question.id),
                                 .text = std::move(question.text),
                                 .needs = std::string{to_string(question.needs)},
                                 .steps = {},
                                 .by_hand = std::move(question.by_hand),
                                 .settled = false,
                                 .answer = {},
                                 .seen = {},
                                 .facts = {}};
        for (auto& step : question.steps) {
            shown.steps.push_back(
                {std::move(step.call), std::move(step.says), step.count, std::move(step.learns)});
        }
        report.questions.push_back(std::move(shown));
    }
    return report;
}

Result<std::pair<AdvertiserId, SecretText>> find_token(Program& program, FileSystem& files,
                                                       const cli::ProbeArguments& arguments) {
    const AdvertiserId advertiser{arguments.advertiser};
    if (arguments.token_file.empty()) {
        return program.rooms().open_token(advertiser);
    }
    if (advertiser.empty()) {
        return fail(ErrorCode::invalid_input, "--token-file needs --advertiser");
    }
    BAYME_TRY(auto token, files.read(arguments.token_file));
    token.erase(token.find_last_not_of(" \r\n") + 1);
    return std::pair{advertiser, SecretText{std::move(token)}};
}

} // namespace

Result<cli::ProbeReport> ProcessHost::probe_plan(const cli::CommonOptions& common,
                                                 const cli::ProbeArguments& arguments) {
    BAYME_TRY(const auto found, settings(common));
    return describe(found, arguments);
}

Result<cli::ProbeReport> ProcessHost::probe(const cli::CommonOptions& common,
                                            const cli::ProbeArguments& arguments,
                                            const std::function<void(std::string_view)>& step) {
    BAYME_TRY(auto found, settings(common));
    if (found.demo) {
        return fail(Error{
            ErrorCode::conflict,
            fmt::format("{} is the folder of a demo: its accounts are simulated, and what a "
                        "simulation answers says nothing about TikTok; nothing was sent. Probe "
                        "from a folder that bayme init made",
                        found.data.folder.string()),
            "probe.demo_folder"});
    }
    auto report = describe(found, arguments);
    if (arguments.write && !report.may_write) {
        return fail(
            Error{ErrorCode::forbidden,
                  fmt::format("{} is not TikTok's test host: --write needs [tiktok] api_url "
                              "= \"https://sandbox-ads.tiktok.com\" and a test account; "
                              "nothing was sent",
                              report.host)}
                .because("probe.no_test_host"));
    }
    BAYME_TRY(const auto program, Program::open(std::move(found), seams_));
    BAYME_TRY(const auto held, find_token(*program, seams_.files, arguments));
    const auto client = program->rooms().make_probing_client();
    const auto& tiktok = program->settings().tiktok;
    const auto redirect = program->public_url() + "/oauth/tiktok/callback";
    probe::Wanted wanted{.advertiser = held.first,
                         .write = arguments.write,
                         .auth_code = {},
                         .callbacks = arguments.callbacks,
                         .samples = arguments.samples};
    if (!arguments.auth_code.empty()) {
        wanted.auth_code = SecretText{arguments.auth_code};
    }
    const auto findings = probe::ask_all(
        {.client = *client,
         .token = held.second,
         .clock = seams_.clock,
         .scheduler = waits_,
         .random = seams_.random,
         .authorize_link =
             [&](std::string_view state) {
                 return tiktok::authorize_url(tiktok.authorize_url, tiktok.app_id, state, redirect);
             },
         .progress = step},
        wanted);
    for (std::size_t i = 0; i < findings.size(); ++i) {
        auto& shown = report.questions[i];
        shown.settled = findings[i].settled;
        shown.answer = findings[i].answer;
        shown.seen = findings[i].seen;
        shown.facts.assign(findings[i].facts.begin(), findings[i].facts.end());
    }
    return report;
}

} // namespace bayme::app
