// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/decoding/envelope.hpp"
#include "tiktok/reports.hpp"

namespace bayme::tiktok::decoding {

/// A report's answer in one pass over its bytes.
struct ReportAnswer {
    Envelope envelope;
    ReportPage page; ///< empty unless the code is 0 or 20001
};

/// Errors: those of open_answer; "tiktok.shape" also for a row without the object's id or with a
/// time that is none. No row is ever left out silently.
Result<ReportAnswer> read_report(const ReportRequest& request, int http_status,
                                 std::string_view body);

} // namespace bayme::tiktok::decoding
