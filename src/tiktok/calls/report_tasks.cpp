// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/report_tasks.hpp"

#include "tiktok/calls/families.hpp"
#include "tiktok/calls/lookups.hpp"
#include "tiktok/decoding/families.hpp"

namespace bayme::tiktok {
namespace calls {
namespace {

struct Filter {
    std::string field, type, value;
};

/// The body of a creation; PARAMETERS, /report/task/create/.
struct Body {
    std::string service_type = "AUCTION";
    std::string report_type, data_level;
    Texts dimensions, metrics;
    Day first, last;
    std::vector<Filter> filtering;
    std::string output_format;
    OptionalText file_name;
    bool translated_titles = false;
};

constexpr auto filter = std::to_array<Parameter<Filter>>({
    text<&Filter::field>("field_name"),
    text<&Filter::type>("filter_type"),
    text<&Filter::value>("filter_value"),
});
constexpr auto create_parameters = std::to_array<Parameter<Body>>({
    text<&Body::service_type>("service_type"),
    text<&Body::report_type>("report_type").needed(),
    text<&Body::data_level>("data_level"),
    texts<&Body::dimensions>("dimensions").needed(),
    texts<&Body::metrics>("metrics").needed().within(1, 100),
    text<&Body::first>("start_date"),
    text<&Body::last>("end_date"),
    each<&Body::filtering, filter>("filtering"),
    text<&Body::output_format>("output_format"),
    text<&Body::file_name>("file_name").within(1, 255),
    flag<&Body::translated_titles>("enable_report_title_translation"),
});

constexpr auto task_parameters = one_id("task_id");

/// The answer is the CSV itself when that was asked for, else an envelope.
constexpr decoding::AnswerReader<ReportFile> file_answer() {
    return {[](const Endpoint&, const decoding::JsonNode& data) -> Result<ReportFile> {
                if (data.kind == decoding::JsonKind::text) {
                    ReportFile file;
                    file.csv = data.text;
                    return file;
                }
                return decoding::report_file_fields().read(data, "data");
            },
            [](const Endpoint&, const ReportFile& file, DecodedAnswer& answer) {
                decoding::report_file_fields().show_to(file, "", answer);
            }};
}

using decoding::object_answer;

constexpr Declaration<Body, TaskRef> create{"report.task.create", create_parameters,
                                            object_answer<decoding::task_ref_fields>()};
constexpr Declaration<OneId, TaskState> check{"report.task.check", task_parameters,
                                              object_answer<decoding::task_state_fields>()};
constexpr Declaration<OneId, ReportFile> download{"report.task.download", task_parameters,
                                                  file_answer()};
constexpr Declaration<OneId, TaskState> cancel{"report.task.cancel", task_parameters,
                                               object_answer<decoding::task_state_fields>()};

std::string_view format_of(ReportOutput output) {
    switch (output) {
    case ReportOutput::csv_file:
        return "CSV_DOWNLOAD";
    case ReportOutput::xlsx_file:
        return "XLSX_DOWNLOAD";
    case ReportOutput::csv_text:
        break;
    }
    return "CSV_STRING";
}

Body body_of(const ReportTaskDraft& draft) {
    const auto& report = draft.report;
    Body body;
    body.report_type = report.kind == ReportKind::basic ? "BASIC" : "AUDIENCE";
    body.data_level = data_level(report.level);
    body.dimensions = dimensions_of(report);
    body.metrics = report.metrics;
    body.metrics.insert(body.metrics.end(), report.attributes.begin(), report.attributes.end());
    body.first = report.days.first;
    body.last = report.days.last;
    body.output_format = format_of(draft.output);
    body.file_name = draft.file_name;
    if (!report.campaign_ids.empty()) {
        body.filtering.push_back(
            {"campaign_ids", "IN", json_array(texts_of(std::span{report.campaign_ids}))});
    }
    return body;
}

Result<void> check_draft(const ReportTaskDraft& draft) {
    constexpr std::string_view forbidden = "/\t\b@#$%^&*()[]";
    if (draft.file_name && draft.file_name->find_first_of(forbidden) != std::string::npos) {
        return over_limit("file_name", "has a character TikTok does not take");
    }
    if (draft.report.days.size() < 1) {
        return over_limit("end_date", "is before start_date");
    }
    BAYME_CHECK(check_advertiser(draft.report.advertiser));
    return check_filter(tiktok::endpoint("report.task.create"), "campaign_ids",
                        texts_of(std::span{draft.report.campaign_ids}));
}

} // namespace

std::vector<Declared> report_task_declarations() {
    return {declared(create), declared(check), declared(download), declared(cancel)};
}

} // namespace calls

AllowlistedCall<TaskRef> create_report_task(Platform& platform, const CallContext& context,
                                            const SecretText& token, const ReportTaskDraft& draft) {
    BAYME_CHECK(calls::check_draft(draft));
    auto about = context;
    about.advertiser = draft.report.advertiser;
    return calls::run_allowlisted(platform, about, token, calls::create, calls::body_of(draft));
}

AllowlistedCall<TaskState> check_report_task(Platform& platform, const CallContext& context,
                                             const SecretText& token, std::string_view task_id) {
    return calls::run_allowlisted(platform, context, token, calls::check,
                                  calls::OneId{std::string{task_id}});
}

AllowlistedCall<ReportFile> download_report_task(Platform& platform, const CallContext& context,
                                                 const SecretText& token,
                                                 std::string_view task_id) {
    BAYME_TRY(auto call, calls::prepare(calls::download, context.advertiser,
                                        calls::OneId{std::string{task_id}}));
    call.text_answer = true;
    return calls::run_allowlisted(platform, context, token, calls::download, call);
}

AllowlistedCall<TaskState> cancel_report_task(Platform& platform, const CallContext& context,
                                              const SecretText& token, std::string_view task_id) {
    return calls::run_allowlisted(platform, context, token, calls::cancel,
                                  calls::OneId{std::string{task_id}});
}

} // namespace bayme::tiktok
