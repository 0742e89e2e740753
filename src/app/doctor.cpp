// SPDX-License-Identifier: LicenseRef-Bayme
#include "app/process_host.hpp"
#include "cli/answer.hpp"

namespace bayme::app {
namespace {

constexpr unsigned others = 0077;

cli::DoctorLine failed(std::string name, const Error& error) {
    return {std::move(name), false, error.message};
}

/// Nobody but the owner may look inside.
cli::DoctorLine check_mode(FileSystem& files, std::string name, const std::filesystem::path& path) {
    const auto facts = files.facts(path);
    if (!facts) {
        return failed(std::move(name), facts.error());
    }
    if ((facts->mode & others) != 0) {
        return {std::move(name), false,
                fmt::format("{} is open to others (mode {:04o})", path.string(), facts->mode)};
    }
    return {std::move(name), true, path.string()};
}

void add_health(cli::Connection& connection, bool served, std::vector<cli::DoctorLine>& lines) {
    const auto answer = connection.call("system.health", "{}");
    const auto health = answer ? cli::read_answer(*answer) : std::unexpected(answer.error());
    if (!health) {
        lines.push_back(failed("health", health.error()));
        return;
    }
    for (const auto& check : cli::list_at(*health, "checks")) {
        const auto name = cli::text_at(check, "name");
        // Jobs run in the server only; without one there is nothing wrong.
        if (served || name != "jobs") {
            lines.push_back(
                {name, cli::text_at(check, "ok") == "true", cli::text_at(check, "detail")});
        }
    }
}

void add_quota(cli::Connection& connection, std::vector<cli::DoctorLine>& lines) {
    const auto answer = connection.call("quota.show", "{}");
    const auto quota = answer ? cli::read_answer(*answer) : std::unexpected(answer.error());
    if (!quota) {
        lines.push_back(failed("quota", quota.error()));
        return;
    }
    const auto& penalties = cli::list_at(*quota, "penalties");
    auto detail = fmt::format("level {}, {} calls today", cli::text_at(*quota, "tier"),
                              cli::text_at(*quota, "app.calls_today"));
    for (const auto& penalty : penalties) {
        detail += fmt::format("; {} keeps still until {}", cli::text_at(penalty, "scope"),
                              cli::time_at(penalty, "until"));
    }
    // A penalty passes by itself: worth knowing, nothing to repair.
    lines.push_back({"quota", true, std::move(detail)});
}

void add_attention(cli::Connection& connection, std::vector<cli::DoctorLine>& lines) {
    const auto answer = connection.call("attention.list", "{}");
    const auto list = answer ? cli::read_answer(*answer) : std::unexpected(answer.error());
    if (!list) {
        lines.push_back(failed("attention", list.error()));
        return;
    }
    const auto& items = cli::list_at(*list, "attention");
    if (items.empty()) {
        lines.push_back({"attention", true, "nothing needs looking after"});
    }
    for (const auto& item : items) {
        lines.push_back(
            {"attention", cli::text_at(item, "urgent") != "true",
             fmt::format("{}: {}", cli::text_at(item, "subject"), cli::text_at(item, "text"))});
    }
}

void add_audit(cli::Connection& connection, std::vector<cli::DoctorLine>& lines) {
    const auto answer = connection.call("audit.verify", "{}");
    const auto state = answer ? cli::read_answer(*answer) : std::unexpected(answer.error());
    if (!state) {
        lines.push_back(failed("audit", state.error()));
        return;
    }
    const bool is_whole = cli::text_at(*state, "whole") == "true";
    lines.push_back({"audit", is_whole,
                     is_whole
                         ? fmt::format("{} rows as written", cli::text_at(*state, "rows"))
                         : fmt::format("broken at row {}", cli::text_at(*state, "broken_at"))});
}

void add_ledger(cli::Connection& connection, std::vector<cli::DoctorLine>& lines) {
    const auto answer = connection.call("ledger.verify", "{}");
    const auto state = answer ? cli::read_answer(*answer) : std::unexpected(answer.error());
    if (!state) {
        lines.push_back(failed("figures", state.error()));
        return;
    }
    std::string faults;
    for (const auto& fault : cli::list_at(*state, "faults")) {
        faults += (faults.empty() ? "" : "; ") + cli::text_at(fault, "");
    }
    lines.push_back({"figures", faults.empty(), faults.empty() ? "agree with themselves" : faults});
}

} // namespace

std::vector<cli::DoctorLine> ProcessHost::doctor(const cli::CommonOptions& common) {
    std::vector<cli::DoctorLine> lines;
    auto found = settings(common);
    if (!found) {
        lines.push_back(failed("configuration", found.error()));
        return lines;
    }
    lines.push_back(
        {"configuration", true,
         found->demo ? "read; the folder is a demo's and speaks to its simulation only" : "read"});
    lines.push_back(check_mode(seams_.files, "data folder", found->data.folder));
    if (found->keys.credential.empty() && found->keys.environment.empty()) {
        lines.push_back(check_mode(seams_.files, "master key", found->keys.file));
    }
    const bool served = is_served(*found);
    auto connection = connect(common);
    if (!connection) {
        lines.push_back(failed("program", connection.error()));
        return lines;
    }
    lines.push_back({"program", true, served ? "a server runs" : "no server runs"});
    add_health(**connection, served, lines);
    add_quota(**connection, lines);
    add_attention(**connection, lines);
    add_audit(**connection, lines);
    add_ledger(**connection, lines);
    return lines;
}

} // namespace bayme::app
