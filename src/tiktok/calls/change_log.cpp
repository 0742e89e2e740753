// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/change_log.hpp"

#include "tiktok/calls/families.hpp"
#include "tiktok/calls/lookups.hpp"
#include "tiktok/decoding/families.hpp"

namespace bayme::tiktok {
namespace calls {
namespace {

// CONTRACT 7.5.
/// A moment that is always there.
template <auto member>
constexpr Parameter<ChangeLogRequest> moment(std::string_view name) {
    Parameter<ChangeLogRequest> made{name, ParameterType::text};
    made.given = [](const ChangeLogRequest&) {
        return true;
    };
    made.write = [](const ChangeLogRequest& request, JsonWriter& json) {
        write_value(request.*member, json);
    };
    made.check = [](const ChangeLogRequest&, const std::string&, Bounds) {
        return Result<void>{};
    };
    return made;
}

constexpr auto change_log_request_parameters = std::to_array<Parameter<ChangeLogRequest>>({
    moment<&ChangeLogRequest::first>("start_time").needed(),
    moment<&ChangeLogRequest::last>("end_time").needed(),
    text<&ChangeLogRequest::timezone>("timezone"),
    text<&ChangeLogRequest::module>("module"),
    text<&ChangeLogRequest::object_type>("object_type"),
    ids<&ChangeLogRequest::object_ids>("object_ids"),
    texts<&ChangeLogRequest::operation_types>("operation_types"),
    texts<&ChangeLogRequest::order_fields>("order_fields"),
});

Result<void> check_span(const ChangeLogRequest& request) {
    constexpr std::chrono::days longest{30};
    if (request.last < request.first || request.last - request.first > longest) {
        return over_limit("end_time", "a change log spans 0 to 30 days");
    }
    return {};
}

constexpr auto task_parameters = one_id("task_id");

using decoding::object_answer;

constexpr Declaration<ChangeLogRequest, TaskRef> create{
    "changelog.task.create", change_log_request_parameters,
    object_answer<decoding::task_ref_fields>(), Subject::account, &check_span};
constexpr Declaration<OneId, TaskState> check{"changelog.task.check", task_parameters,
                                              object_answer<decoding::task_state_fields>()};
constexpr Declaration<OneId, ChangeLogFile> download{
    "changelog.task.download", task_parameters, object_answer<decoding::change_log_file_fields>()};

} // namespace

std::vector<Declared> change_log_declarations() {
    return {declared(create), declared(check), declared(download)};
}

} // namespace calls

Call<TaskRef> create_change_log(Platform& platform, const CallContext& context,
                                const SecretText& token, const ChangeLogRequest& request) {
    return calls::run(platform, context, token, calls::create, request);
}

Call<TaskState> check_change_log(Platform& platform, const CallContext& context,
                                 const SecretText& token, std::string_view task_id) {
    return calls::run(platform, context, token, calls::check, calls::OneId{std::string{task_id}});
}

Call<ChangeLogFile> download_change_log(Platform& platform, const CallContext& context,
                                        const SecretText& token, std::string_view task_id) {
    return calls::run(platform, context, token, calls::download,
                      calls::OneId{std::string{task_id}});
}

} // namespace bayme::tiktok
