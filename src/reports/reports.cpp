// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports/reports.hpp"

#include "reports/assemble.hpp"
#include "reports/groups.hpp"
#include "reports/plan.hpp"

#include <fmt/ranges.h>

#include <algorithm>

namespace bayme::reports {
namespace {

/// FNV-1a: a name for the question, not a seal.
std::string hash_of(std::string_view text) {
    std::uint64_t hash = 0xCBF29CE484222325U;
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    }
    return fmt::format("{:016x}", hash);
}

std::string hash_of(const ReportRequest& request, const std::vector<AdvertiserId>& accounts) {
    std::string order;
    for (const auto& [field, descending] : request.order) {
        order += fmt::format("{}{} ", descending ? "-" : "+", field);
    }
    return hash_of(fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}", fmt::join(accounts, ","),
                               fmt::join(request.dimensions, ","), fmt::join(request.metrics, ","),
                               request.from.text(), request.to.text(), request.where, order,
                               request.limit.value_or(0)));
}

/// The accounts that the terms leave over.
std::vector<AdvertiserId> narrow(std::vector<AdvertiserId> accounts, const Where& where) {
    std::ranges::sort(accounts);
    const auto repeated = std::ranges::unique(accounts);
    accounts.erase(repeated.begin(), repeated.end());
    for (const auto& term : where.objects) {
        if (term.column == Dimension::advertiser) {
            std::erase_if(accounts, [&](const AdvertiserId& account) {
                const auto number = snapshots::object_number(account.text());
                return !number || std::ranges::count(term.any_of, *number) == 0;
            });
        }
    }
    return accounts;
}

snapshots::Query query_of(const Plan& plan, const ReportRequest& request,
                          const std::vector<AdvertiserId>& accounts) {
    snapshots::Query query;
    query.cube = plan.cube;
    query.advertisers = accounts;
    query.days = plan.days;
    query.as_of = request.as_of;
    query.group_by = read_columns(plan, accounts.size());
    query.metrics = plan.sums;
    for (const auto& term : plan.where.objects) {
        if (term.column != Dimension::advertiser) {
            query.filters.push_back({term.column, term.any_of});
        }
    }
    return query;
}

std::optional<snapshots::Level> level_named(Dimension dimension) {
    switch (dimension) {
    case Dimension::advertiser:
        return snapshots::Level::advertiser;
    case Dimension::campaign:
        return snapshots::Level::campaign;
    case Dimension::adgroup:
        return snapshots::Level::adgroup;
    case Dimension::ad:
        return snapshots::Level::ad;
    default:
        return std::nullopt;
    }
}

Result<NamesByDimension> names_for(NameSource& source, const Plan& plan,
                                   const std::vector<AdvertiserId>& accounts,
                                   std::optional<Instant> moment) {
    NamesByDimension names;
    for (const auto dimension : plan.dimensions) {
        const auto level = level_named(dimension);
        if (!level) {
            continue;
        }
        for (const auto& account : accounts) {
            BAYME_TRY(auto some, source.names(account, *level, moment));
            names[dimension].merge(some);
        }
    }
    return names;
}

std::unexpected<Error> no_accounts() {
    return fail(Error{ErrorCode::invalid_input,
                      "there is no account to report on: connect one and choose it first"}
                    .because("no_accounts"));
}

} // namespace

Result<Report> Reports::query(const ReportRequest& request, std::vector<AdvertiserId> accounts,
                              const std::stop_token& stop) {
    const auto asked = accounts.size();
    BAYME_TRY(const auto where, parse_where(request.where));
    accounts = narrow(std::move(accounts), where);
    if (accounts.empty()) {
        return asked == 0
                   ? no_accounts()
                   : fail(ErrorCode::invalid_input, "where: none of these accounts is in reach");
    }
    BAYME_TRY(const auto plan, plan_report(request, accounts.size()));
    BAYME_TRY(const auto table, snapshots_.read(query_of(plan, request, accounts), stop));
    BAYME_TRY(auto groups, group(plan, table, accounts));
    const auto moment = request.as_of ? std::optional{table.as_of} : std::nullopt;
    BAYME_TRY(const auto names, names_for(names_, plan, accounts, moment));
    BAYME_TRY(auto report, assemble(plan, request, std::move(groups), names));
    report.provenance = {table.ledger,
                         table.as_of,
                         table.resolved_to,
                         std::string{plan.cube.name},
                         hash_of(request, accounts),
                         snapshots::metrics_version()};
    return report;
}

} // namespace bayme::reports
