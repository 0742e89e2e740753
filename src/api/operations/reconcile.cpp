// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/operations/reconcile.hpp"

#include "api/context.hpp"
#include "api/operations.hpp"
#include "api/operations/accounts_asked.hpp"
#include "base/base64.hpp"
#include "reports/mirror_names.hpp"
#include "reports/reconcile.hpp"
#include "storage/mirror.hpp"

#include <set>

namespace bayme::api {
namespace {

Result<reports::ExportTable> read_file(const RunReconcile& request) {
    const auto bytes = from_base64(request.file_base64);
    if (!bytes) {
        return fail(ErrorCode::invalid_input, "file_base64 is not base64");
    }
    if (bytes->size() > largest_export_bytes) {
        return fail(Error{ErrorCode::invalid_input,
                          fmt::format("the file has {} bytes, at most {} are compared at once: "
                                      "export fewer days or fewer columns",
                                      bytes->size(), largest_export_bytes)}
                        .because("file_too_large"));
    }
    BAYME_TRY(auto book, reports::ColumnBook::make());
    if (!request.columns.empty()) {
        BAYME_CHECK(book.add(request.columns));
    }
    return reports::read_export(*bytes, book);
}

Result<reports::ReconcileQuestion> question_of(Context& context, const RunReconcile& request) {
    BAYME_TRY(const auto accounts, accounts_asked(context, request.advertiser_ids));
    reports::ReconcileQuestion question{.accounts = ids_of(accounts),
                                        .days = {},
                                        .exported_at = request.exported_at,
                                        .only_listed = request.only_listed};
    if (request.from.has_value() != request.to.has_value()) {
        return fail(ErrorCode::invalid_input, "from and to belong together");
    }
    if (request.from) {
        BAYME_TRY(question.days, make_day_range(*request.from, *request.to));
    }
    return question;
}

/// Which objects the mirror calls deleted.
Result<std::set<std::string>> deleted_in(Context& context, const AdvertiserId& advertiser,
                                         snapshots::Level level) {
    const auto mirror_level = level == snapshots::Level::campaign  ? storage::ObjectLevel::campaign
                              : level == snapshots::Level::adgroup ? storage::ObjectLevel::adgroup
                                                                   : storage::ObjectLevel::ad;
    BAYME_TRY(storage::Transaction & transaction, context.reading());
    BAYME_TRY(const auto objects,
              context.mirror().list(transaction, advertiser, mirror_level, {}, true));
    std::set<std::string> deleted;
    for (const auto& object : objects) {
        if (object.deleted_at) {
            deleted.insert(object.id);
        }
    }
    return deleted;
}

ReconcileDifference view(const reports::Difference& difference) {
    ReconcileDifference seen{.line = {},
                             .advertiser_id = difference.advertiser,
                             .object_id = difference.object,
                             .name = difference.name,
                             .day = difference.day,
                             .metric = std::string{snapshots::metric(difference.metric).name},
                             .exported = difference.exported,
                             .held = {},
                             .reason = std::string{to_string(difference.reason)}};
    if (difference.line > 0) {
        seen.line = static_cast<std::int64_t>(difference.line);
    }
    if (difference.held) {
        seen.held = Decimal{*difference.held};
    }
    return seen;
}

ReconcileAnswer view(const reports::Reconciliation& done, std::int64_t limit) {
    ReconcileAnswer answer{.agrees = done.agrees(),
                           .level = std::string{to_string(done.level)},
                           .by_day = done.by_day,
                           .from = done.days.first,
                           .to = done.days.last,
                           .rows = done.rows,
                           .cells = done.cells,
                           .equal = done.equal,
                           .rounded = done.rounded,
                           .different = static_cast<std::int64_t>(done.differences.size()),
                           .reasons = {},
                           .differences = {},
                           .problems = {},
                           .unknown_columns = done.unknown_columns,
                           .not_compared = {},
                           .totals_left_out = static_cast<std::int64_t>(done.totals_left_out)};
    for (std::size_t i = 0; i < done.by_reason.size(); ++i) {
        if (done.by_reason.at(i) > 0) {
            const auto reason = static_cast<reports::DifferenceReason>(i);
            answer.reasons.push_back({std::string{to_string(reason)}, std::string{in_words(reason)},
                                      done.by_reason.at(i)});
        }
    }
    for (const auto& difference : done.differences) {
        if (static_cast<std::int64_t>(answer.differences.size()) < limit) {
            answer.differences.push_back(view(difference));
        }
    }
    for (const auto& problem : done.problems) {
        if (static_cast<std::int64_t>(answer.problems.size()) < limit) {
            answer.problems.push_back({static_cast<std::int64_t>(problem.line), problem.text});
        }
    }
    for (const auto index : done.not_compared) {
        answer.not_compared.emplace_back(snapshots::metric(index).name);
    }
    return answer;
}

const Operation table[] = {
    {.name = "reconcile.run",
     .summary = "Compare an export of TikTok Ads Manager with what is stored, cell by cell",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli},
     .run = [](Context& context, const RunReconcile& request) -> Result<ReconcileAnswer> {
         BAYME_TRY(const auto exported, read_file(request));
         BAYME_TRY(const auto question, question_of(context, request));
         reports::MirrorNames names{context.database(), context.mirror(), context.advertisers()};
         reports::Reconcile reconcile{context.snapshots(), names,
                                      [&](const AdvertiserId& advertiser, snapshots::Level level) {
                                          return deleted_in(context, advertiser, level);
                                      }};
         BAYME_TRY(const auto done, reconcile.run(exported, question));
         return view(done, request.limit);
     }},
};

} // namespace

std::span<const Operation> reconcile_operations() {
    return table;
}

} // namespace bayme::api
