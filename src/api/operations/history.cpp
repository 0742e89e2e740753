// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/operations/history.hpp"

#include "api/context.hpp"
#include "api/operations.hpp"
#include "storage/change_log.hpp"
#include "storage/reviews.hpp"
#include "sync/field_history.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace bayme::api {
namespace {

namespace json = boost::json;

json::value parsed(const std::string& text) {
    boost::system::error_code error;
    auto value = json::parse(text, error);
    return error ? json::value{} : value;
}

std::vector<std::string> texts_at(const json::object& object, std::string_view name) {
    std::vector<std::string> texts;
    const auto* const list = object.if_contains(name);
    if (list != nullptr && list->is_array()) {
        for (const auto& one : list->get_array()) {
            texts.emplace_back(one.is_string() ? std::string{one.get_string()}
                                               : json::serialize(one));
        }
    }
    return texts;
}

std::string text_of(const json::value& value) {
    return value.is_string() ? std::string{value.get_string()} : json::serialize(value);
}

ReviewView view(const storage::ObjectReview& review) {
    ReviewView seen{.status = review.status,
                    .appeal_status = review.appeal_status,
                    .rejections = {},
                    .read_at = review.read_at};
    const auto list = parsed(review.rejections);
    if (!list.is_array()) {
        return seen;
    }
    for (const auto& one : list.get_array()) {
        if (const auto* const object = one.if_object()) {
            const auto* const suggestion = object->if_contains("suggestion");
            seen.rejections.push_back(
                {.suggestion = suggestion == nullptr ? "" : text_of(*suggestion),
                 .reasons = texts_at(*object, "reasons"),
                 .forbidden_placements = texts_at(*object, "forbidden_placements"),
                 .forbidden_ages = texts_at(*object, "forbidden_ages"),
                 .forbidden_locations = texts_at(*object, "forbidden_locations")});
        }
    }
    return seen;
}

void add_members(const std::string& text, bool modelled, std::vector<MemberView>& members) {
    const auto value = parsed(text);
    if (const auto* const object = value.if_object()) {
        for (const auto& [name, member] : *object) {
            members.push_back({std::string{name}, text_of(member), modelled});
        }
    }
}

HistoryLineView view(const sync::HistoryLine& line) {
    return {.field = line.field,
            .before = line.before,
            .after = line.after,
            .seen_at = line.seen_at,
            .earlier_seen_at = line.earlier_seen_at,
            .changed_at = line.changed_at,
            .authorship = std::string{to_string(line.authorship)},
            .author = line.author,
            .tool = line.tool,
            .app_id = line.app_id,
            .only_logged = line.only_logged};
}

Result<ObjectHistory> show_history(Context& context, const ShowHistory& request) {
    const auto& account = request.advertiser_id;
    BAYME_TRY(const auto level, storage::parse_object_level(request.level));
    BAYME_TRY(storage::Transaction & tx, context.reading());
    BAYME_TRY(const auto object, context.mirror().find(tx, account, level, request.object_id));
    BAYME_TRY(const auto seen, context.mirror().history(tx, account, level, request.object_id));
    BAYME_TRY(const auto logged,
              context.change_log().of_object(tx, account, level, request.object_id));
    BAYME_TRY(const auto review, context.reviews().find(tx, account, level, request.object_id));
    ObjectHistory history{.object = object_view(object),
                          .review = review ? std::optional{view(*review)} : std::nullopt,
                          .members = {},
                          .changes = {},
                          .log_read_until = {}};
    BAYME_TRY(history.log_read_until, context.change_log().read_until(tx, account));
    add_members(object.members, true, history.members);
    add_members(object.unmodelled, false, history.members);
    std::ranges::transform(sync::join_history(seen, logged), std::back_inserter(history.changes),
                           [](const auto& line) { return view(line); });
    return history;
}

const Operation table[] = {
    {.name = "objects.history",
     .summary = "What an object is, why TikTok refused it, and who changed it when",
     .needs = Permission::read_reports,
     .on = {Surface::http, Surface::cli},
     .run =
         [](Context& context, const ShowHistory& request) {
             return show_history(context, request);
         }},
};

} // namespace

std::span<const Operation> history_operations() {
    return table;
}

} // namespace bayme::api
