// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "http/message.hpp"
#include "sandbox/contract.hpp"

#include <boost/json/fwd.hpp>

#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::sandbox {

/// An answer other than success: the platform's return code and a text.
struct Refusal {
    int code = 0;
    std::string message;
};
using Refused = std::unexpected<Refusal>;

/// A call's parameters. Copies share one JSON value, which never changes.
class Parameters {
public:
    Parameters();
    explicit Parameters(boost::json::object members);

    /// True when the member is there and not null.
    [[nodiscard]] bool has(std::string_view name) const;
    /// Empty when absent; numbers keep the text they had.
    [[nodiscard]] std::string text(std::string_view name) const;
    [[nodiscard]] std::int64_t integer(std::string_view name, std::int64_t otherwise = 0) const;
    [[nodiscard]] bool flag(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> texts(std::string_view name) const;
    /// Whether a list that filters lets a value pass: there is none, or the value
    /// is in it.
    [[nodiscard]] bool admits(std::string_view name, std::string_view value) const;
    [[nodiscard]] Parameters object(std::string_view name) const;
    [[nodiscard]] std::vector<Parameters> objects(std::string_view name) const;
    /// JSON text of a member, "null" when absent.
    [[nodiscard]] std::string json(std::string_view name) const;
    [[nodiscard]] std::string json() const;
    [[nodiscard]] const boost::json::object& members() const { return *members_; }

private:
    std::shared_ptr<const boost::json::object> members_;
};

/// Query and body as they came: values of the query and of a form are texts, a
/// form's files are objects that describe them, a JSON body's members keep
/// their types; the query wins. @return 40002 for a broken query or body.
std::expected<Parameters, Refusal> decode_parameters(const http::Request& request);

/// Checks against the endpoint's table, turns texts of the query into their
/// types, fills defaults and drops what the table does not know. @return 40002,
/// or the table's code for too many items.
std::expected<Parameters, Refusal> check_parameters(const Endpoint& endpoint,
                                                    const Parameters& raw);

/// The parts of a text with commas between.
std::vector<std::string> comma_list(std::string_view text);

/// JSON text from outside, at most 32 levels deep. Nothing when it cannot be
/// read.
std::optional<boost::json::value> parse_json(std::string_view text);

} // namespace bayme::sandbox
