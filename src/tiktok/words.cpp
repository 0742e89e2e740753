// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/call.hpp"
#include "tiktok/campaigns.hpp"

#include <string_view>

namespace bayme::tiktok {

std::string_view to_string(Priority priority) {
    switch (priority) {
    case Priority::person:
        return "person";
    case Priority::safety:
        return "safety";
    case Priority::today:
        return "today";
    case Priority::restatement:
        return "restatement";
    case Priority::backfill:
        return "backfill";
    }
    return "backfill";
}

std::string_view to_string(OperationStatus status) {
    switch (status) {
    case OperationStatus::enable:
        return "ENABLE";
    case OperationStatus::disable:
        return "DISABLE";
    case OperationStatus::delete_:
        return "DELETE";
    }
    return "DISABLE";
}

} // namespace bayme::tiktok
