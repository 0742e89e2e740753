// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "app/probe/probe.hpp"
#include "http/message.hpp"
#include "tiktok/decoding/json_tree.hpp"

#include <chrono>

namespace bayme::app::probe {

/// What one call came to. Without a code nothing is known: it may have happened.
struct Heard {
    std::optional<std::int64_t> code = {};
    std::string message = {}; ///< of a refusal, or why there is no code
    std::string data = {};    ///< JSON text

    [[nodiscard]] bool ok() const { return code == 0 || code == 20001; }
    /// "done", "40002", "no clear answer".
    [[nodiscard]] std::string word() const;
    /// The text of a member of data; empty without.
    [[nodiscard]] std::string text(std::string_view name) const;
    /// The texts of a member of each object of data's list.
    [[nodiscard]] std::vector<std::string> texts_of_list(std::string_view name) const;
    /// The first text of a list of texts.
    [[nodiscard]] std::string first(std::string_view name) const;
};

/// Sends calls that the typed client would not: the same again, for nothing, to see the answer.
class Caller {
public:
    Caller(const Ports& ports, AdvertiserId advertiser)
        : ports_(ports), advertiser_(std::move(advertiser)) {}

    /// `body` is an object of JSON; the account is said first.
    Heard post(std::string_view endpoint, std::string_view body,
               std::optional<std::chrono::milliseconds> within = {}) const;
    /// Of the account, except /user/info/.
    Heard get(std::string_view endpoint, std::vector<http::QueryParameter> query) const;
    /// With another token.
    Heard get(std::string_view endpoint, std::vector<http::QueryParameter> query,
              const SecretText& token) const;

    void wait(std::chrono::milliseconds duration) const { ports_.scheduler.wait(duration, {}); }
    [[nodiscard]] std::chrono::milliseconds now() const {
        return std::chrono::duration_cast<milliseconds>(ports_.clock.monotonic());
    }
    [[nodiscard]] tiktok::CallContext context() const;
    [[nodiscard]] const Ports& ports() const { return ports_; }
    void tell(std::string_view what) const {
        if (ports_.progress) {
            ports_.progress(what);
        }
    }

private:
    const Ports& ports_;
    AdvertiserId advertiser_;
};

/// The return code in a reason such as "tiktok.40002", when it says something about the request;
/// nothing for limits, outages and the wire.
std::optional<std::int64_t> code_of(const Error& error);

} // namespace bayme::app::probe
