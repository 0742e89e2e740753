// SPDX-License-Identifier: LicenseRef-Bayme
// Bytes from the platform, read as every kind of answer. The first byte chooses which. Beyond "no
// crash", the two readers of a report have to agree on whether it is one.
#include "tiktok/decode.hpp"
#include "tiktok/decoding/report.hpp"
#include "tiktok/endpoints.hpp"

#include <cstdlib>

namespace bayme::tiktok {
namespace {

ReportRequest request_of(unsigned choice) {
    ReportRequest request;
    request.advertiser = AdvertiserId{"7001"};
    request.level = ReportLevel::ad;
    request.grain = (choice & 1U) != 0 ? ReportGrain::hour : ReportGrain::day;
    request.days = {Day::parse("2026-03-01").value(), Day::parse("2026-03-30").value()};
    request.metrics = {"spend", "clicks", "ctr"};
    request.attributes = {"campaign_id", "adgroup_id"};
    return request;
}

void read_as_report(unsigned choice, std::string_view body) {
    const auto answer = decoding::read_report(request_of(choice), 200, body);
    if (answer && !decoding::open_answer(200, body)) {
        // Only what neither reader looks into may be wrong here: numbers and words of members that
        // nobody asked for. The reader of the whole answer is the stricter one.
        return;
    }
    if (answer) {
        const auto& rows = answer->page.rows;
        for (std::size_t row = 0; row < rows.size(); ++row) {
            if (rows.id(row).empty()) {
                std::abort();
            }
        }
    }
}

void read_as_other(unsigned choice, std::string_view body) {
    const auto all = endpoints();
    const auto answer = decode_for_people(all[choice % all.size()].name, body);
    if (answer) {
        // What was read can be written down, and what was written can be read.
        if (!decoding::JsonTree::parse(format_json(*answer))) {
            std::abort();
        }
    }
}

} // namespace
} // namespace bayme::tiktok

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    // One byte chooses, the others are the body. The cast is what libFuzzer's interface asks for.
    const std::string_view body{reinterpret_cast<const char*>(bytes) + 1, size - 1};
    if ((bytes[0] & 1U) != 0) {
        bayme::tiktok::read_as_report(bytes[0] >> 1U, body);
    } else {
        bayme::tiktok::read_as_other(bytes[0] >> 1U, body);
    }
    return 0;
}
