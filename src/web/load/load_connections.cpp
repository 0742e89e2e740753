// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "http/message.hpp"
#include "web/load/loaders.hpp"
#include "web/load/state_words.hpp"

#include <algorithm>

namespace bayme::web {
namespace {

constexpr StateWords states[] = {{"active", Tone::ok, "Connected"},
                                 {"choosing", Tone::busy, "Waits for a choice"},
                                 {"needs_reauthorisation", Tone::bad, "Refused by TikTok"}};

/// Nothing for one that has ended.
std::optional<OpenConnection> open_connection(const AnswerView& connection) {
    const auto* const seen = find_state(states, connection["state"].text());
    if (seen == nullptr) {
        return std::nullopt;
    }
    OpenConnection open{.id = ConnectionId{connection["connection_id"].text()},
                        .tone = seen->tone,
                        .state = std::string{seen->words},
                        .cause = connection["problem"].text(),
                        .made_by = connection["connected_by_name"].text(),
                        .made_at = format_moment(connection["connected_at"].instant(), UtcOffset{}),
                        .accounts = {}};
    for (const auto& account : connection["accounts"].items()) {
        // One that another connection reads since is only reached by this one.
        if (account["included"].boolean() && account["connection_id"].text() == open.id.text()) {
            open.accounts.push_back(account["name"].text());
        }
    }
    return open;
}

} // namespace

ConnectionsView load_connections(const Visit& visit) {
    ConnectionsView view;
    const auto list = visit.call("connections.list");
    if (!list) {
        return view;
    }
    for (const auto& connection : (*list)["connections"].items()) {
        if (connection["state"].text() == "choosing") {
            view.choices.push_back(found_accounts(connection));
        }
        if (auto open = open_connection(connection)) {
            view.open.push_back(*std::move(open));
        }
    }
    return view;
}

std::vector<AttentionItem> load_attention(const Visit& visit) {
    std::vector<AttentionItem> items;
    const auto list = visit.call("attention.list");
    if (!list) {
        return items;
    }
    constexpr std::string_view connection = "connection:";
    for (const auto& item : (*list)["attention"].items()) {
        const auto subject = item["subject"].text();
        items.push_back({.urgent = item["urgent"].boolean(),
                         .text = item["text"].text(),
                         .advice = item["advice"].text(),
                         .address = subject.starts_with(connection)
                                        ? "/app/connections/" + http::percent_encode(subject.substr(
                                                                    connection.size()))
                                        : std::string{}});
    }
    return items;
}

namespace {

struct FeatureWords {
    std::string_view state;
    Tone tone;
    std::string_view words;
};
constexpr FeatureWords feature_words[] = {{"granted", Tone::ok, "Granted"},
                                          {"missing", Tone::warn, "Not granted"},
                                          {"refused", Tone::bad, "Refused in use"},
                                          {"unknown", Tone::quiet, "Not known"}};

ConnectionPageView::Feature feature_of(const AnswerView& feature) {
    const auto* const words =
        std::ranges::find(feature_words, feature["state"].text(), &FeatureWords::state);
    ConnectionPageView::Feature shown{.name = feature["feature"].text(),
                                      .tone = Tone::quiet,
                                      .state = "Not known",
                                      .box = feature["box"].text(),
                                      .without = feature["without"].text(),
                                      .proof = {}};
    if (words != std::end(feature_words)) {
        shown.tone = words->tone;
        shown.state = words->words;
    }
    if (const auto since = feature["refused_since"].instant()) {
        shown.proof = fmt::format("since {}, {}, request id {}", format_moment(since, UtcOffset{}),
                                  feature["endpoint"].text(), feature["request_id"].text());
    }
    return shown;
}

} // namespace

Result<ConnectionPageView> load_connection_page(const Visit& visit, const StaffFrame& frame,
                                                const ConnectionId& id) {
    BAYME_TRY(
        const auto details,
        visit.call(
            "connections.show",
            JsonWriter{}.begin_object().member("connection_id", id.text()).end_object().text()));
    auto open = open_connection(details["connection"]);
    if (!open) {
        return fail(ErrorCode::not_found, "the connection {} has ended", id);
    }
    ConnectionPageView view{.connection = *std::move(open),
                            .probed_at = format_moment(details["probed_at"].instant(), UtcOffset{}),
                            .features = {},
                            .may_connect = frame.may("manage_connections")};
    for (const auto& feature : details["features"].items()) {
        view.features.push_back(feature_of(feature));
    }
    return view;
}

Result<OpenConnection> load_connection(const Visit& visit, const ConnectionId& id) {
    const auto open = load_connections(visit).open;
    const auto found = std::ranges::find(open, id, &OpenConnection::id);
    if (found == open.end()) {
        return fail(ErrorCode::not_found, "there is no connection {} that could be ended", id);
    }
    return *found;
}

} // namespace bayme::web
