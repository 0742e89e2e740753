// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "base/log.hpp"
#include "sandbox/recorder/matching.hpp"
#include "sandbox/recorder/serve_relay.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

namespace bayme::sandbox {

namespace {

/// Requests that say the same, in the order in which they were answered.
struct Sequence {
    Said said;
    std::vector<const Exchange*> exchanges;
    std::size_t next = 0;
};

std::string cut(const std::string& text) {
    constexpr std::size_t most = 80;
    return text.size() <= most ? text : text.substr(0, most) + "…";
}

http::Response refuse(int code, std::string_view message) {
    http::Response response;
    response.headers = {{"Content-Type", "application/json"}};
    response.body = fmt::format(R"({{"code":{},"message":{},"request_id":"replay","data":{{}}}})",
                                code, json_string(message));
    return response;
}

class Replay final : public Relay {
public:
    Replay(ReplayOptions options, FileSystem& files, std::vector<Exchange> exchanges)
        : options_(std::move(options)), files_(files), exchanges_(std::move(exchanges)) {
        for (const auto& exchange : exchanges_) {
            auto& sequences = calls_[call_of(exchange)];
            auto words = said(exchange);
            auto found = std::ranges::find(sequences, words, &Sequence::said);
            if (found == sequences.end()) {
                sequences.push_back({std::move(words), {}});
                found = std::prev(sequences.end());
            }
            found->exchanges.push_back(&exchange);
        }
    }
    ~Replay() override {
        if (server_) {
            server_->stop(std::chrono::seconds{2});
        }
    }
    Replay(const Replay&) = delete;
    Replay& operator=(const Replay&) = delete;

    Result<void> start() {
        BAYME_TRY(server_, serve_relay(options_.listener, [this](const http::Request& request) {
                      return answer(request);
                  }));
        const bool marketing = std::ranges::any_of(exchanges_, [](const Exchange& exchange) {
            return exchange.path.starts_with("/open_api/");
        });
        ready_.api_url =
            relay_url(options_.listener, *server_, marketing ? "/open_api/v1.3/" : "/");
        JsonWriter line;
        line.begin_object().member("api_url", ready_.api_url);
        line.member("replay", options_.folder.string());
        line.member("exchanges", static_cast<std::int64_t>(exchanges_.size())).end_object();
        ready_.line = line.take();
        return {};
    }
    [[nodiscard]] const RelayReady& ready() const override { return ready_; }

private:
    static std::string call_of(const Exchange& exchange) {
        return fmt::format("{} {}", http::to_string(exchange.method), exchange.path);
    }

    http::Response answer(const http::Request& request) {
        const auto asked = exchange_of(request);
        const auto call = call_of(asked);
        const auto found = calls_.find(call);
        if (found == calls_.end()) {
            return miss(40008, fmt::format("Replay: {} was not recorded.", call));
        }
        const auto words = said(asked);
        const auto sequence = std::ranges::find(found->second, words, &Sequence::said);
        if (sequence == found->second.end()) {
            return miss(40002, explain(call, words, found->second));
        }
        return serve(take(*sequence));
    }

    const Exchange& take(Sequence& sequence) {
        const std::scoped_lock lock{mutex_};
        const auto& exchange = *sequence.exchanges[sequence.next];
        sequence.next = std::min(sequence.next + 1, sequence.exchanges.size() - 1);
        return exchange;
    }

    static std::string explain(const std::string& call, const Said& words,
                               const std::vector<Sequence>& sequences) {
        std::optional<std::vector<Difference>> fewest;
        const Exchange* nearest = nullptr;
        for (const auto& sequence : sequences) {
            auto found = differences(words, sequence.said);
            if (!fewest || found.size() < fewest->size()) {
                fewest = std::move(found);
                nearest = sequence.exchanges.front();
            }
        }
        auto text = fmt::format("Replay: {} was recorded, but not like this. The nearest is {:06}",
                                call, nearest->number);
        for (const auto& difference : *fewest) {
            text += fmt::format("; {}: asked {}, recorded {}", difference.member,
                                cut(difference.asked), cut(difference.recorded));
        }
        return text;
    }

    static http::Response miss(int code, std::string_view message) {
        log(LogLevel::warning, "replay.no_match", {{"message", message}});
        return refuse(code, message);
    }

    http::Response serve(const Exchange& exchange) {
        if (!exchange.failure.empty()) {
            return plain_answer(502, exchange.failure + "\n");
        }
        if (!exchange.omitted.empty()) {
            return miss(40008, fmt::format("Replay: the answer of {:06} was not kept: {}.",
                                           exchange.number, exchange.omitted));
        }
        auto body = files_.read(answer_file(options_.folder, exchange.number));
        if (!body) {
            return plain_answer(500, body.error().message + "\n");
        }
        http::Response response;
        response.status = exchange.status;
        response.headers = exchange.answer_headers;
        response.headers.push_back({"X-Bayme-Exchange", fmt::format("{:06}", exchange.number)});
        response.body = *std::move(body);
        return response;
    }

    ReplayOptions options_;
    FileSystem& files_;
    std::vector<Exchange> exchanges_; ///< never changes: sequences point into it
    std::map<std::string, std::vector<Sequence>, std::less<>> calls_;
    std::mutex mutex_;
    RelayReady ready_;
    std::unique_ptr<http::Server> server_;
};

} // namespace

Result<std::unique_ptr<Relay>> start_replay(const ReplayOptions& options, FileSystem& files) {
    BAYME_TRY(auto exchanges, read_recording(files, options.folder));
    auto replay = std::make_unique<Replay>(options, files, std::move(exchanges));
    BAYME_CHECK(replay->start());
    return replay;
}

} // namespace bayme::sandbox
