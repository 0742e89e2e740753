// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"
#include "tiktok/values.hpp"

#include <string>
#include <string_view>

namespace bayme::tiktok {

/// One typed member as the program reads it; `path` as list[0].budget.
struct DecodedField {
    std::string path;
    std::string value;

    bool operator==(const DecodedField&) const = default;
};

/// A raw answer as the program reads it.
struct DecodedAnswer {
    std::string endpoint;
    std::int64_t code = 0;
    std::string message;
    std::string request_id;
    std::vector<DecodedField> fields;
    std::vector<Unmodelled> unmodelled; ///< names are paths: list[0].brand_new
};

/// For `bayme decode`. Answers with an error code are decoded too: nothing but the envelope.
/// @return not_found for an unknown endpoint; the reasons of the envelope otherwise.
Result<DecodedAnswer> decode_for_people(std::string_view endpoint_name, std::string_view raw_json);

/// "name = value" lines, the rest under "unmodelled"; or one JSON object with --json.
std::string format_lines(const DecodedAnswer& answer);
std::string format_json(const DecodedAnswer& answer);

} // namespace bayme::tiktok
