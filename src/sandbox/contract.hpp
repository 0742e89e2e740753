// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"
#include "http/message.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::sandbox {

/// What a parameter may hold; the words of data/sandbox/endpoints.
enum class Kind { id, text, integer, number, boolean, time, day, list, object, file };

/// One row of data/sandbox/endpoints: what the platform accepts under a name.
struct Parameter {
    std::string name;
    Kind kind = Kind::text;
    Kind item_kind = Kind::text; ///< of a list
    bool required = false;
    /// adgroup/update replaces the whole object: such a field has to be sent again.
    bool replaced = false;
    std::optional<std::int64_t> min;
    std::optional<std::int64_t> max;
    std::optional<std::size_t> min_length;
    std::optional<std::size_t> max_length;
    std::optional<std::size_t> min_items;
    std::optional<std::size_t> max_items;
    int over_code = 40002; ///< the return code for too many items
    std::vector<std::string> values;
    std::vector<std::string> prefixes;
    std::string shape;        ///< values are the members of data/sandbox/shapes/SHAPE.json
    std::string default_json; ///< empty: no default
    std::vector<Parameter> members;
};

struct Answer;
struct Call;
struct Platform;
/// What carries a call out once it was admitted and checked.
using Handler = Answer (*)(Platform&, const Call&);

struct Endpoint {
    std::string path; ///< below /open_api/v1.3/, without slashes at the ends
    http::Method method = http::Method::get;
    /// Any of these in the token's grant opens it; empty: any token does.
    std::vector<std::int64_t> scopes;
    bool needs_token = true;
    std::vector<Parameter> parameters;
    Handler handler = nullptr; ///< never null once bind_handlers has succeeded
};

/// Every endpoint the sandbox knows, read from the embedded data. Immutable.
class Contract {
public:
    /// @return internal when the embedded data cannot be read, or declares an endpoint that
    /// nothing carries out: a broken build.
    static Result<Contract> load();

    [[nodiscard]] const Endpoint* find(std::string_view path) const;
    [[nodiscard]] const std::vector<Endpoint>& endpoints() const { return endpoints_; }

private:
    std::vector<Endpoint> endpoints_;
};

/// Gives each declared endpoint its handler. @return internal for a declaration without a handler,
/// and for a handler without a declaration.
Result<void> bind_handlers(std::vector<Endpoint>& endpoints);

} // namespace bayme::sandbox
