// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/report_tasks.hpp"

namespace bayme::tiktok {

/// Which changes of the account, at most 30 days of them [CONTRACT 7.5].
struct ChangeLogRequest {
    Instant first = {};
    Instant last = {};
    OptionalText timezone = {};
    OptionalText module = {}; ///< BUDGET, STATUS, TARGETING, BIDDING_AND_OPTIMIZATION
    OptionalText object_type = {};
    Texts object_ids = {};
    Texts operation_types = {};
    Texts order_fields = {};
};

/// The log as TikTok writes it: read_change_log() takes it apart.
struct ChangeLogFile {
    OptionalText status, text;
    std::vector<Unmodelled> unmodelled;
};

/// One change by whomever, in TikTok's words. `time` is account-local or of the zone asked for;
/// `operator_name` is masked by TikTok.
struct ChangeLogEntry {
    std::string time, object_type, object_id, subject, operator_name, source, app_id;
    RawJson details; ///< a list of {action, name, before_after}
};

Call<TaskRef> create_change_log(Platform& platform, const CallContext& context,
                                const SecretText& token, const ChangeLogRequest& request);
Call<TaskState> check_change_log(Platform& platform, const CallContext& context,
                                 const SecretText& token, std::string_view task_id);
Call<ChangeLogFile> download_change_log(Platform& platform, const CallContext& context,
                                        const SecretText& token, std::string_view task_id);

/// The rows of a downloaded log, in its order: CSV as the text form of Python bytes, inside that of
/// a Python dictionary or a JSON object.
/// @return unavailable with reason "tiktok.shape" for anything else.
Result<std::vector<ChangeLogEntry>> read_change_log(std::string_view text);

/// The values that an entry's details name, without the b'…' around them; none when the details are
/// not of the known shape.
Texts values_before(std::string_view details);
Texts values_after(std::string_view details);

} // namespace bayme::tiktok
