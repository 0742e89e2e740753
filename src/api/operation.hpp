// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/describe.hpp"
#include "api/encode.hpp"
#include "base/result.hpp"
#include "staff/permissions.hpp"

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace bayme::api {

class Context;
using staff::Permission;

/// Where an operation can be called from outside the process. One without a surface is called by
/// web/ and app/ only. What is on `cli` alone is served on the Unix socket alone.
enum class Surface : unsigned { http = 1, cli = 2, mcp = 4 };

class Surfaces {
public:
    constexpr Surfaces() = default;
    constexpr Surfaces(std::initializer_list<Surface> all) {
        for (const auto one : all) {
            bits_ |= static_cast<unsigned>(one);
        }
    }
    [[nodiscard]] constexpr bool contains(Surface surface) const {
        return (bits_ & static_cast<unsigned>(surface)) != 0;
    }
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }

private:
    unsigned bits_ = 0;
};

enum class Effect {
    /// Changes nothing; has a GET route as well.
    reads,
    /// Writes through context.writing() only: the registry adds the audit row and the idempotency
    /// key to the same transaction and commits it when the handler succeeds. Calls nothing out.
    changes,
    /// Opens transactions of its own, because it calls out or waits in between, and writes its own
    /// audit rows in them. Its idempotency key is claimed before and settled after.
    changes_in_steps,
};

/// A request or answer without members.
struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

/// The function of an operation with its types erased: `Result<Response> (Context&, const
/// Request&)` as a lambda without captures.
class Handler {
public:
    Handler() = default;
    template <typename Lambda>
        requires(std::is_class_v<Lambda> && !std::same_as<Lambda, Handler>)
    Handler(Lambda lambda) : Handler(+lambda) {} // NOLINT(google-explicit-constructor)

    /// A value of the request type with its defaults, for decode_into.
    [[nodiscard]] std::shared_ptr<void> make_request() const { return request_().make(); }
    /// @return the answer as JSON.
    Result<std::string> run(Context& context, const void* request) const {
        return thunk_(function_, context, request);
    }

    [[nodiscard]] const TypeInfo& request() const { return request_(); }
    [[nodiscard]] const TypeInfo& response() const { return response_(); }
    explicit operator bool() const { return thunk_ != nullptr; }

private:
    using Erased = void (*)();

    template <typename Request, typename Response>
    explicit Handler(Result<Response> (*function)(Context&, const Request&))
        : request_(&info<Request>), response_(&info<Response>),
          function_(reinterpret_cast<Erased>(function)), thunk_(&call<Request, Response>) {}

    template <typename Request, typename Response>
    static Result<std::string> call(Erased function, Context& context, const void* request) {
        const auto typed =
            reinterpret_cast<Result<Response> (*)(Context&, const Request&)>(function);
        auto response = typed(context, *static_cast<const Request*>(request));
        if (!response) {
            return std::unexpected(std::move(response).error());
        }
        return encode(*response);
    }

    TypeOf request_ = nullptr;
    TypeOf response_ = nullptr;
    Erased function_ = nullptr;
    Result<std::string> (*thunk_)(Erased, Context&, const void*) = nullptr;
};

/// One thing that can be asked of the program. Declared once, in a file of five to ten; route,
/// OpenAPI, `bayme call`, audit action and the types of the web app come from it.
/// docs/guides/adding-an-operation.md
struct Operation {
    /// "campaigns.pause": noun.verb, small letters and underscores.
    std::string_view name;
    /// One line for help and documents, without a full stop.
    std::string_view summary;
    /// Must be given: an operation without a permission does not start.
    std::optional<Permission> needs = {};
    Surfaces on = {};
    Effect effect = Effect::reads;
    /// The answer holds something that is shown once (a link, a key): it is never stored, so the
    /// operation takes no Idempotency-Key.
    bool shows_secret = false;
    Handler run;
};

} // namespace bayme::api
