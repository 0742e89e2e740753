// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/operations/attention.hpp"

#include "accounts/attention.hpp"
#include "api/context.hpp"
#include "api/operations.hpp"

namespace bayme::api {
namespace {

FeatureView view(const accounts::GrantedFeature& granted) {
    return {.feature = std::string{granted.feature->name},
            .state = std::string{to_string(granted.state)},
            .box = std::string{granted.feature->box},
            .without = std::string{granted.feature->without},
            .refused_since = granted.refused_since,
            .endpoint = granted.endpoint,
            .request_id = granted.request_id};
}

Result<AttentionListView> list_attention(Context& context, const Nothing& /*request*/) {
    BAYME_TRY(storage::Transaction & tx, context.reading());
    BAYME_TRY(const auto items, context.attention().list(tx));
    AttentionListView list;
    for (const auto& item : items) {
        list.attention.push_back({.matter = std::string{to_string(item.matter)},
                                  .urgent = item.urgent,
                                  .subject = item.subject,
                                  .text = item.text,
                                  .advice = item.advice,
                                  .since = item.since});
    }
    return list;
}

Result<ConnectionDetails> show_connection(Context& context, const OneConnection& request) {
    BAYME_TRY(storage::Transaction & tx, context.reading());
    BAYME_TRY(const auto connection, context.connection_store().find(tx, request.connection_id));
    BAYME_TRY(const auto features, context.attention().features_of(tx, connection));
    ConnectionDetails details;
    BAYME_TRY(details.connection, connection_view(context, tx, connection));
    details.probed_at = connection.probed_at;
    for (const auto& feature : features) {
        details.features.push_back(view(feature));
    }
    return details;
}

const Operation table[] = {
    {.name = "attention.list",
     .summary = "What somebody has to look after: connections, permissions, accounts",
     .needs = Permission::manage_connections,
     .on = {Surface::http, Surface::cli},
     .run =
         [](Context& context, const Nothing& request) {
             return list_attention(context, request);
         }},
    {.name = "connections.show",
     .summary = "One connection with its permissions, feature by feature",
     .needs = Permission::manage_connections,
     .on = {Surface::http, Surface::cli},
     .run =
         [](Context& context, const OneConnection& request) {
             return show_connection(context, request);
         }},
};

} // namespace

std::span<const Operation> attention_operations() {
    return table;
}

} // namespace bayme::api
