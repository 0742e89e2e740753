// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/keyed_call.hpp"

#include "api/context.hpp"
#include "api/errors.hpp"
#include "base/failpoint.hpp"
#include "base/log.hpp"
#include "staff/staff.hpp"

namespace bayme::api {
namespace {

Failpoint committing{"api.change.committing"};
Failpoint committed{"api.change.committed"};
Failpoint claimed{"api.steps.claimed"};
Failpoint settling{"api.steps.settling"};
/// Planted: the act is committed without its audit row.
Failpoint without_audit{"api.change.without_audit", FailpointKind::defect};

Error other_body(const storage::IdempotencyName& name) {
    return {ErrorCode::conflict,
            fmt::format("the Idempotency-Key {} was used for another body", name.key),
            "idempotency.other_body"};
}

/// What to answer to a call whose key is there already.
Result<std::string> replay(const storage::IdempotencyName& name,
                           const storage::IdempotencyRecord& record, std::string_view instance) {
    switch (record.state) {
    case storage::IdempotencyState::done:
        return record.body;
    case storage::IdempotencyState::failed:
        return fail(Error{parse_error_code(record.code), record.body, record.reason});
    case storage::IdempotencyState::claimed:
        break;
    }
    if (record.instance == instance) {
        return fail(Error{ErrorCode::conflict,
                          fmt::format("a call with the Idempotency-Key {} is under way", name.key),
                          "idempotency.in_progress"});
    }
    return fail(Error{ErrorCode::uncertain,
                      fmt::format("the call with the Idempotency-Key {} was cut off; look whether "
                                  "it happened before you ask again with a new key",
                                  name.key),
                      "idempotency.cut_off"});
}

/// Certainly nothing happened: the same key may be tried again.
bool may_repeat(const Error& error) {
    return error.code != ErrorCode::uncertain && error.code != ErrorCode::internal;
}

} // namespace

Error unexpected_failure(std::string_view operation, std::string_view request_id,
                         const std::exception& thrown) {
    log(LogLevel::error, "operation.threw",
        {{"operation", operation}, {"request_id", request_id}, {"what", thrown.what()}});
    return {ErrorCode::internal,
            "something unexpected happened; the program's log has it under this request id", "bug"};
}

Result<std::string> run_guarded(Context& context, const Operation& operation, const void* request) {
    try {
        return operation.run.run(context, request);
    } catch (const std::exception& thrown) {
        return fail(unexpected_failure(operation.name, context.request_id(), thrown));
    }
}

Result<std::optional<Result<std::string>>> Registry::stored_answer(Context& context,
                                                                   const Keyed& keyed) const {
    BAYME_TRY(storage::Transaction & transaction, context.reading());
    BAYME_TRY(const auto record, keys_->find(transaction, keyed.name));
    if (!record) {
        return std::nullopt;
    }
    if (record->body_hash != keyed.body_hash) {
        return fail(other_body(keyed.name));
    }
    return replay(keyed.name, *record, instance_);
}

Result<std::string> Registry::change(Context& context, const Operation& operation,
                                     const void* request, const Keyed* keyed) const {
    if (keyed != nullptr) {
        BAYME_TRY(const auto stored, stored_answer(context, *keyed));
        if (stored) {
            return *stored;
        }
    }
    context.may_write_ = true;
    auto answer = run_guarded(context, operation, request);
    if (!answer) {
        return answer;
    }
    BAYME_TRY(storage::Transaction & transaction, context.writing());
    auto note = std::move(context.note_);
    if (!without_audit.is_planted()) {
        BAYME_CHECK(services_->staff.audit().record(transaction,
                                                    {.actor = context.actor(),
                                                     .action = std::string{operation.name},
                                                     .object = std::move(note.object),
                                                     .advertiser_id = std::move(note.advertiser),
                                                     .before = std::move(note.before),
                                                     .after = std::move(note.after),
                                                     .request_id = context.request_id()}));
    }
    if (keyed != nullptr) {
        const auto added = keys_->add(transaction, keyed->name,
                                      {.state = storage::IdempotencyState::done,
                                       .body_hash = keyed->body_hash,
                                       .instance = instance_,
                                       .body = *answer},
                                      context.now());
        if (!added && added.error().reason == "unique") {
            // The same call came twice at once and the other was first: ours is rolled back.
            context.transaction_.reset();
            context.is_writing_ = false;
            BAYME_TRY(const auto stored, stored_answer(context, *keyed));
            return stored ? *stored : Result<std::string>{std::unexpected(added.error())};
        }
        BAYME_CHECK(added);
    }
    BAYME_CHECK(committing.reach());
    BAYME_CHECK(transaction.commit());
    BAYME_CHECK(committed.reach());
    return answer;
}

Result<std::string> Registry::change_in_steps(Context& context, const Operation& operation,
                                              const void* request, const Keyed* keyed) const {
    if (keyed == nullptr) {
        context.transaction_.reset();
        return run_guarded(context, operation, request);
    }
    BAYME_TRY(const auto stored, stored_answer(context, *keyed));
    if (stored) {
        return *stored;
    }
    context.transaction_.reset();
    {
        BAYME_TRY(const auto transaction, services_->database.begin_write());
        const auto added =
            keys_->add(*transaction, keyed->name,
                       {.body_hash = keyed->body_hash, .instance = instance_}, context.now());
        if (!added && added.error().reason == "unique") {
            return replay(keyed->name, {.instance = instance_}, instance_);
        }
        BAYME_CHECK(added);
        BAYME_CHECK(transaction->commit());
    }
    BAYME_CHECK(claimed.reach());
    const auto answer = run_guarded(context, operation, request);
    context.transaction_.reset();
    BAYME_CHECK(settling.reach());
    if (const auto settled = settle(*keyed, answer); !settled && answer) {
        return std::unexpected(settled.error());
    }
    return answer;
}

Result<void> Registry::settle(const Keyed& keyed, const Result<std::string>& answer) const {
    BAYME_TRY(const auto transaction, services_->database.begin_write());
    if (answer) {
        BAYME_CHECK(keys_->settle(*transaction, keyed.name,
                                  {.state = storage::IdempotencyState::done, .body = *answer}));
    } else if (may_repeat(answer.error())) {
        BAYME_CHECK(keys_->release(*transaction, keyed.name));
    } else {
        const auto& error = answer.error();
        BAYME_CHECK(keys_->settle(*transaction, keyed.name,
                                  {.state = storage::IdempotencyState::failed,
                                   .code = std::string{to_string(error.code)},
                                   .reason = error.reason,
                                   .body = error.message}));
    }
    return transaction->commit();
}

} // namespace bayme::api
