// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/context.hpp"
#include "api/operations.hpp"
#include "staff/actor_names.hpp"
#include "staff/staff.hpp"

namespace bayme::api {
namespace {

struct ListAudit {
    std::optional<std::int64_t> before = {};
    std::int64_t limit = 100;
};
BOOST_DESCRIBE_STRUCT(ListAudit, (), (before, limit))
constexpr auto rules(const ListAudit*) {
    return std::array{range("before", 1, std::numeric_limits<std::int64_t>::max()),
                      with_default(range("limit", 1, 1000))};
}

struct AuditRow {
    std::int64_t number = 0;
    Instant at;
    std::string actor;
    /// As people call them; a pseudonym for whoever was erased.
    std::string actor_name = {};
    std::string action;
    std::string object;
    std::optional<AdvertiserId> advertiser_id = {};
    std::optional<Json> before = {};
    std::optional<Json> after = {};
    std::string request_id;
};
BOOST_DESCRIBE_STRUCT(AuditRow, (),
                      (number, at, actor, actor_name, action, object, advertiser_id, before, after,
                       request_id))

struct AuditPage {
    std::vector<AuditRow> rows;
    /// Ask with before = this for the next page; absent at the end.
    std::optional<std::int64_t> next_before = {};
};
BOOST_DESCRIBE_STRUCT(AuditPage, (), (rows, next_before))

struct AuditState {
    std::int64_t rows = 0;
    bool whole = false;
    std::optional<std::int64_t> broken_at = {};
};
BOOST_DESCRIBE_STRUCT(AuditState, (), (rows, whole, broken_at))

std::optional<Json> json_or_nothing(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{Json{text}};
}

AuditRow view(const storage::AuditRecord& record) {
    AuditRow row{.number = record.number,
                 .at = record.at,
                 .actor = record.actor,
                 .action = record.action,
                 .object = record.object,
                 .before = json_or_nothing(record.before),
                 .after = json_or_nothing(record.after),
                 .request_id = record.request_id};
    if (!record.advertiser_id.empty()) {
        row.advertiser_id = record.advertiser_id;
    }
    return row;
}

const Operation table[] = {
    {.name = "audit.list",
     .summary = "Who did what, newest first",
     .needs = Permission::read_audit,
     .on = {Surface::http, Surface::cli},
     .run = [](Context& context, const ListAudit& request) -> Result<AuditPage> {
         BAYME_TRY(storage::Transaction & transaction, context.reading());
         BAYME_TRY(const auto records,
                   context.staff().audit().list(transaction, request.limit, request.before));
         AuditPage page;
         staff::ActorNames names{context.staff().people(), transaction};
         for (const auto& record : records) {
             page.rows.push_back(view(record));
             BAYME_TRY(page.rows.back().actor_name, names.of(parse_actor(record.actor)));
         }
         if (static_cast<std::int64_t>(records.size()) == request.limit) {
             page.next_before = records.back().number;
         }
         return page;
     }},
    {.name = "audit.verify",
     .summary = "Whether the audit log is whole and unchanged",
     .needs = Permission::read_audit,
     .on = {Surface::http, Surface::cli},
     .run = [](Context& context, const Nothing&) -> Result<AuditState> {
         BAYME_TRY(storage::Transaction & transaction, context.reading());
         BAYME_TRY(const auto verdict, context.staff().audit().verify(transaction));
         return AuditState{verdict.rows, verdict.is_whole(), verdict.broken_at};
     }},
};

} // namespace

std::span<const Operation> audit_operations() {
    return table;
}

} // namespace bayme::api
