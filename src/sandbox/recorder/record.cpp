// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "base/log.hpp"
#include "http/text.hpp"
#include "sandbox/recorder/serve_relay.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace bayme::sandbox {

namespace {

constexpr std::string_view developers_host = "open.tiktokapis.com";

/// Sent on as they came; the credential ones as secrets.
constexpr std::array passed_on{"Content-Type", "Accept", "User-Agent"};
constexpr std::array passed_on_secretly{"Access-Token", "Authorization"};
/// Of an answer; also what the caller gets.
constexpr std::array answered{"Content-Type", "X-Tt-Logid", "X-Tt-Ads-Throttle", "Retry-After"};

struct Host {
    std::string_view name;
    std::string_view who;
};
constexpr std::array hosts{Host{"business-api.tiktok.com", "TikTok"},
                           Host{"sandbox-ads.tiktok.com", "TikTok's test host"},
                           Host{developers_host, "TikTok for Developers"}};

http::Headers picked(const http::Headers& headers, const auto& names) {
    http::Headers found;
    for (const auto* const name : names) {
        if (const auto value = http::find_header(headers, name)) {
            found.push_back({name, std::string{*value}});
        }
    }
    return found;
}

class Recorder final : public Relay {
public:
    Recorder(RecorderOptions options, http::Outbound& outbound, const Clock& clock,
             std::unique_ptr<Recording> recording)
        : options_(std::move(options)), outbound_(outbound), clock_(clock),
          recording_(std::move(recording)) {}
    ~Recorder() override {
        if (server_) {
            server_->stop(std::chrono::seconds{2});
        }
    }
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    Result<void> start() {
        BAYME_TRY(server_, serve_relay(options_.listener, [this](const http::Request& request) {
                      return answer(request);
                  }));
        const bool developers = options_.upstream.host == developers_host;
        ready_.api_url =
            relay_url(options_.listener, *server_, developers ? "/" : "/open_api/v1.3/");
        JsonWriter line;
        line.begin_object().member("api_url", ready_.api_url);
        line.member("upstream", options_.upstream.authority);
        line.member("recording", options_.folder.string()).end_object();
        ready_.line = line.take();
        return {};
    }
    [[nodiscard]] const RelayReady& ready() const override { return ready_; }

private:
    [[nodiscard]] bool is_api(std::string_view path) const {
        return path.starts_with(options_.upstream.host == developers_host ? "/v2/" : "/open_api/");
    }

    http::Response answer(const http::Request& request) {
        if (!is_api(request.path)) {
            return plain_answer(404, "only the API is passed on and recorded\n");
        }
        if (request.method != http::Method::get && request.method != http::Method::post) {
            return plain_answer(405, "the API knows GET and POST\n");
        }
        auto query = http::parse_query(request.query);
        if (!query) {
            return plain_answer(400, "the query has a broken escape\n");
        }
        return pass_on(request, *std::move(query));
    }

    http::Response pass_on(const http::Request& request, std::vector<http::QueryParameter> query) {
        auto url = options_.upstream;
        url.path = request.path;
        http::OutboundRequest out;
        out.method = request.method;
        out.url = url.text();
        out.query = std::move(query);
        out.headers = picked(request.headers, passed_on);
        for (auto& [name, value] : picked(request.headers, passed_on_secretly)) {
            out.secret_headers.push_back({name, SecretText{std::move(value)}});
        }
        out.body = SecretText{request.body};

        auto exchange = exchange_of(request);
        exchange.at = format_instant(std::chrono::floor<std::chrono::seconds>(clock_.now()));
        const auto began = clock_.monotonic();
        auto came = outbound_.send(out);
        exchange.duration = std::chrono::duration_cast<milliseconds>(clock_.monotonic() - began);
        http::Response response;
        if (came) {
            exchange.status = response.status = came->status;
            exchange.answer_headers = response.headers = picked(came->headers, answered);
            exchange.answer = response.body = std::move(came->body);
        } else {
            exchange.failure = came.error().reason;
            response = plain_answer(502, came.error().reason + "\n");
        }
        return keep(std::move(exchange), std::move(response));
    }

    http::Response keep(Exchange exchange, http::Response response) {
        const auto kept = recording_->add(std::move(exchange));
        if (!kept) {
            log(LogLevel::error, "recorder.not_kept", {{"message", kept.error().message}});
            return plain_answer(500, "the exchange could not be written down\n");
        }
        return response;
    }

    RecorderOptions options_;
    http::Outbound& outbound_;
    const Clock& clock_;
    std::unique_ptr<Recording> recording_;
    RelayReady ready_;
    std::unique_ptr<http::Server> server_;
};

} // namespace

Result<std::vector<http::Recipient>> recorder_recipients(const http::RecipientUrl& upstream) {
    std::vector<http::Recipient> recipients;
    for (const auto& [name, who] : hosts) {
        recipients.push_back({.name = std::string{who},
                              .host = std::string{name},
                              .category = "advertising_data",
                              .purpose = "Record answers for tests",
                              .on = upstream.https && upstream.authority == name});
    }
    if (http::is_loopback_host(upstream.host)) {
        recipients.push_back({.name = "This machine",
                              .host = upstream.authority,
                              .category = "advertising_data",
                              .purpose = "Record answers for tests",
                              .on = true});
    }
    if (std::ranges::none_of(recipients, &http::Recipient::on)) {
        return fail(Error{ErrorCode::forbidden,
                          fmt::format("{} is not among the hosts that may be recorded: {}, or this "
                                      "machine",
                                      upstream.authority,
                                      "https://business-api.tiktok.com, "
                                      "https://sandbox-ads.tiktok.com, "
                                      "https://open.tiktokapis.com")}
                        .because("http.refused_recipient"));
    }
    return recipients;
}

Result<std::unique_ptr<Relay>> start_recorder(const RecorderOptions& options,
                                              http::Outbound& outbound, FileSystem& files,
                                              const Clock& clock) {
    BAYME_TRY(auto recording, Recording::make(files, options.folder, options.limits));
    auto recorder = std::make_unique<Recorder>(options, outbound, clock, std::move(recording));
    BAYME_CHECK(recorder->start());
    return recorder;
}

} // namespace bayme::sandbox
