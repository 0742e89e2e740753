// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "sandbox/edits.hpp"
#include "sandbox/review.hpp"
#include "sandbox/simulator.hpp"
#include "sandbox/truth.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace bayme::sandbox {

namespace {

http::Response json_response(int status, std::string body) {
    http::Response response;
    response.status = status;
    response.headers = {{"Content-Type", "application/json"}};
    response.body = std::move(body);
    return response;
}

http::Response refuse(std::string_view message) {
    return json_response(400, fmt::format(R"({{"error":{}}})", json_string(message)));
}

std::int64_t number_in(const Parameters& asked, std::string_view name, std::int64_t otherwise) {
    const auto text = asked.text(name);
    std::int64_t value = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// "90", "90s", "15m", "6h", "2d"; a plain number is seconds.
std::optional<std::chrono::seconds> read_length(std::string_view text) {
    std::int64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    const auto unit = text.substr(static_cast<std::size_t>(end - text.data()));
    static const std::map<std::string_view, std::int64_t> units{
        {"", 1}, {"s", 1}, {"m", 60}, {"h", hour_length}, {"d", day_length}};
    const auto found = units.find(unit);
    if (error != std::errc{} || count < 0 || count > 100'000'000 || found == units.end()) {
        return std::nullopt;
    }
    return std::chrono::seconds{count * found->second};
}

http::Response told(const Told& answer) {
    return answer ? json_response(200, *answer) : refuse(answer.error());
}

std::string closed_json(const std::set<std::string, std::less<>>& closed) {
    return fmt::format(R"({{"closed":{}}})",
                       json_array(std::vector<std::string>{closed.begin(), closed.end()}));
}

} // namespace

http::Response Simulator::answer_control(const http::Request& request) {
    const std::scoped_lock lock{mutex_};
    catch_up();
    const bool post = request.method == http::Method::post;
    const std::string_view path = request.path;
    const auto asked =
        path == "/faults" ? Parameters{} : decode_parameters(request).value_or(Parameters{});
    if (path == "/clock") {
        return post ? move_clock(asked) : show_clock();
    }
    if (path == "/faults") {
        if (post) {
            if (const auto replaced = faults_.replace(request.body); !replaced) {
                return refuse(replaced.error().message);
            }
        }
        return json_response(200, faults_.json());
    }
    if (path == "/readings") {
        return post ? change_readings(request.body)
                    : json_response(200, platform_->readings.json());
    }
    if (path == "/limits" && post) {
        return change_limits(asked);
    }
    if (path == "/allowlist") {
        return post ? change_allowlist(asked) : json_response(200, closed_json(closed_));
    }
    if ((path == "/apps" || path == "/grants" || path == "/revoke" || path == "/share" ||
         path == "/scopes") &&
        post) {
        return change_access(path, asked);
    }
    if (path == "/edit" && post) {
        return edit(asked);
    }
    if (path == "/truth" && !post) {
        return told(asked.has("from") ? tell_figures(*platform_, asked, now())
                                      : tell_curves(*platform_, asked, now()));
    }
    if (path == "/truth/what-if" && post) {
        return told(tell_what_if(*platform_, asked));
    }
    if (path == "/objects") {
        return show_objects(asked);
    }
    if (path == "/ledger") {
        const auto most = std::clamp<std::int64_t>(number_in(asked, "limit", 10'000), 1, 100'000);
        return json_response(200, ledger_.json(number_in(asked, "from", 1),
                                               static_cast<std::size_t>(most), asked.text("path"),
                                               asked.text("answers") == "1"));
    }
    return json_response(404, R"({"error":"no such control"})");
}

http::Response Simulator::show_clock() const {
    return json_response(200, fmt::format(R"({{"now":"{}"}})", format_instant(clock_.now())));
}

http::Response Simulator::move_clock(const Parameters& wanted) {
    microseconds by{0};
    if (wanted.has("now")) {
        const auto to = parse_instant(wanted.text("now"));
        if (!to) {
            return refuse("now: expected a moment such as 2026-03-01T12:00:00Z");
        }
        by = *to - clock_.now();
    } else if (wanted.has("advance_ms")) {
        by = std::chrono::milliseconds{wanted.integer("advance_ms")};
    } else {
        const auto length = read_length(wanted.text("advance"));
        if (!length) {
            return refuse("advance: expected seconds, or a length such as 15m, 6h, 2d");
        }
        by = *length;
    }
    if (by < microseconds{0}) {
        return refuse("the clock only moves forward");
    }
    clock_.advance(by);
    return show_clock();
}

http::Response Simulator::change_readings(std::string_view json) {
    if (const auto changed = platform_->readings.change(json); !changed) {
        return refuse(changed.error().message);
    }
    apply_readings();
    return json_response(200, platform_->readings.json());
}

/// {"account_rate": calls a second on one path (40133), "most_report_ids": of a report}.
http::Response Simulator::change_limits(const Parameters& wanted) {
    account_rate_ = wanted.integer("account_rate", account_rate_);
    platform_->most_report_ids = static_cast<std::size_t>(
        wanted.integer("most_report_ids", static_cast<std::int64_t>(platform_->most_report_ids)));
    apply_readings();
    return json_response(200, fmt::format(R"({{"account_rate":{},"most_report_ids":{}}})",
                                          account_rate_, platform_->most_report_ids));
}

/// {"closed": ["report/task/create", …]}: endpoints that this platform keeps from its apps.
/// Replaces the list.
http::Response Simulator::change_allowlist(const Parameters& wanted) {
    const auto paths = wanted.texts("closed");
    for (const auto& path : paths) {
        if (platform_->contract.find(path) == nullptr) {
            return refuse(fmt::format("closed: there is no {}", path));
        }
    }
    closed_ = {paths.begin(), paths.end()};
    return json_response(200, closed_json(closed_));
}

/// POST /apps registers another app; POST /grants {advertiser_ids, scopes, app_id} gives a code for
/// less than everything; POST /revoke {access_token} or {advertiser_id} takes consent back; POST
/// /share {advertiser_id} gives consent for one more account, POST /scopes {scopes} narrows or
/// widens what the tokens may do.
http::Response Simulator::change_access(std::string_view path, const Parameters& wanted) {
    auto& authority = platform_->authority;
    if (path == "/apps") {
        const auto app = authority.add_app();
        return json_response(200, fmt::format(R"({{"app_id":{},"app_secret":{}}})",
                                              json_string(app.id), json_string(app.secret)));
    }
    if (path == "/revoke") {
        if (wanted.has("advertiser_id")) {
            authority.withdraw(wanted.text("advertiser_id"));
        } else if (!authority.revoke(wanted.text("access_token"))) {
            return refuse("access_token: there is no such token");
        }
        return json_response(200, "{}");
    }
    if (path == "/share") {
        if (platform_->world.find_account(wanted.text("advertiser_id")) == nullptr) {
            return refuse("advertiser_id: there is no such account");
        }
        authority.share(wanted.text("advertiser_id"));
        return json_response(200, "{}");
    }
    Consent consent;
    for (const auto& id : wanted.texts("advertiser_ids")) {
        if (platform_->world.find_account(id) != nullptr) {
            consent.advertiser_ids.push_back(id);
        }
    }
    for (const auto& scope : wanted.texts("scopes")) {
        std::int64_t number = 0;
        std::from_chars(scope.data(), scope.data() + scope.size(), number);
        consent.scopes.push_back(number);
    }
    if (path == "/scopes") {
        authority.allow(consent.scopes);
        return json_response(200, "{}");
    }
    const auto app = wanted.has("app_id") ? wanted.text("app_id") : authority.app_id();
    return json_response(200, fmt::format(R"({{"auth_code":{}}})",
                                          json_string(authority.issue_code(consent, app, now()))));
}

http::Response Simulator::edit(const Parameters& wanted) {
    const auto* const account = platform_->world.find_account(wanted.text("advertiser_id"));
    const auto level = parse_level(wanted.text("level"));
    if (account == nullptr || !level || *level == Level::advertiser) {
        return refuse("advertiser_id and level (campaign, adgroup, ad) are needed");
    }
    const auto index = platform_->world.find(*account, *level, wanted.text("id"));
    if (!index) {
        return refuse("the account has no such object");
    }
    std::expected<Effect, Refusal> effect =
        Refused{{0, "operation_status, budget, name or review?"}};
    const auto operation = wanted.text("operation_status");
    if (wanted.has("budget")) {
        effect = set_budget(*platform_, *level, *index, wanted.text("budget"), now(), now());
    } else if (wanted.has("name")) {
        effect = rename(*platform_, *level, *index, wanted.text("name"), now());
    } else if (wanted.has("review") && *level == Level::ad) {
        const bool approved = wanted.text("review") == "approve";
        end_review(*platform_, *index, approved, wanted.text("reason"), now());
        effect = Effect{"ad", wanted.text("id"), "review", "", approved ? "approved" : "refused"};
    } else if (operation == "ENABLE" || operation == "DISABLE" || operation == "DELETE") {
        effect = set_status(*platform_, *level, *index, operation, now());
    }
    if (!effect) {
        return refuse(effect.error().message);
    }
    platform_->changes.add(platform_->world, {*effect}, "control", now());
    LedgerEntry entry;
    entry.time = format_instant(clock_.now());
    entry.by = "control";
    entry.method = "POST";
    entry.path = "edit";
    entry.parameters = wanted.json();
    entry.status = 200;
    entry.effects.push_back(*effect);
    ledger_.add(std::move(entry));
    return json_response(200, fmt::format(R"({{"before":{},"after":{}}})",
                                          json_string(effect->before), json_string(effect->after)));
}

/// Everything of a level with all members: ?advertiser_id=&level=; without them the accounts.
http::Response Simulator::show_objects(const Parameters& asked) const {
    std::string out = R"({"list":[)";
    const auto separate = [&] {
        if (out.back() != '[') {
            out.push_back(',');
        }
    };
    const auto* const account = platform_->world.find_account(asked.text("advertiser_id"));
    const auto level = parse_level(asked.text("level"));
    if (account == nullptr || !level || *level == Level::advertiser) {
        for (const auto& one : platform_->world.accounts) {
            separate();
            platform_->objects.append_account(out, one, now(), {});
        }
        return json_response(200, out + "]}");
    }
    for (const auto index : platform_->world.members(*account, *level)) {
        separate();
        platform_->objects.append(out, platform_->world, *level, index, now(), {});
    }
    return json_response(200, out + "]}");
}

} // namespace bayme::sandbox
