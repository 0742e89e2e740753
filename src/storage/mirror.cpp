// SPDX-License-Identifier: LicenseRef-Bayme
#include "storage/mirror.hpp"

#include "storage/member_changes.hpp"

#include <algorithm>
#include <array>

namespace bayme::storage {
namespace {

constexpr std::array<std::string_view, 6> level_names{"campaign", "adgroup", "ad",
                                                      "video",    "image",   "identity"};

#define BAYME_OBJECT_COLUMNS                                                                       \
    "advertiser_id, level, id, campaign_id, adgroup_id, name, operation_status, "                  \
    "secondary_status, objective_type, budget_mode, budget_micros, created_at, modified_at, "      \
    "members, unmodelled, seen_at, deleted_at, first_seen_at"

constexpr const char* select_object = "SELECT " BAYME_OBJECT_COLUMNS " FROM mirror_objects "
                                      "WHERE advertiser_id = $1 AND level = $2 AND id = $3";
constexpr const char* select_objects = "SELECT " BAYME_OBJECT_COLUMNS " FROM mirror_objects "
                                       "WHERE advertiser_id = $1 AND level = $2 "
                                       "AND ($3 = '' OR (level = 'adgroup' AND campaign_id = $3) "
                                       "OR (level = 'ad' AND adgroup_id = $3)) "
                                       "AND ($4 = 1 OR deleted_at IS NULL) ORDER BY name, id";
constexpr const char* upsert_object =
    "INSERT INTO mirror_objects (" BAYME_OBJECT_COLUMNS ") "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $16) "
    "ON CONFLICT (advertiser_id, level, id) DO UPDATE SET campaign_id = excluded.campaign_id, "
    "adgroup_id = excluded.adgroup_id, name = excluded.name, "
    "operation_status = excluded.operation_status, secondary_status = excluded.secondary_status, "
    "objective_type = excluded.objective_type, budget_mode = excluded.budget_mode, "
    "budget_micros = excluded.budget_micros, created_at = excluded.created_at, "
    "modified_at = excluded.modified_at, members = excluded.members, "
    "unmodelled = excluded.unmodelled, "
    "seen_at = excluded.seen_at, deleted_at = CASE WHEN excluded.deleted_at IS NULL THEN NULL "
    "ELSE coalesce(mirror_objects.deleted_at, excluded.deleted_at) END";
constexpr const char* insert_change =
    "INSERT INTO mirror_history (advertiser_id, level, id, field, value_before, value_after, "
    "seen_at, earlier_seen_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO UPDATE SET "
    "value_after = excluded.value_after";
constexpr const char* select_unseen =
    "SELECT id FROM mirror_objects WHERE advertiser_id = $1 AND level = $2 AND seen_at < $3 "
    "AND deleted_at IS NULL ORDER BY id";
constexpr const char* note_burial =
    "INSERT INTO mirror_history (advertiser_id, level, id, field, value_before, value_after, "
    "seen_at, earlier_seen_at) SELECT advertiser_id, level, id, 'deleted', 'no', 'yes', $3, "
    "seen_at FROM mirror_objects WHERE advertiser_id = $1 AND level = $2 AND seen_at < $3 "
    "AND deleted_at IS NULL ON CONFLICT DO NOTHING";
constexpr const char* bury_unseen =
    "UPDATE mirror_objects SET deleted_at = $3 WHERE advertiser_id = $1 AND level = $2 "
    "AND seen_at < $3 AND deleted_at IS NULL";
constexpr const char* select_history =
    "SELECT field, value_before, value_after, seen_at, earlier_seen_at FROM mirror_history "
    "WHERE advertiser_id = $1 AND level = $2 AND id = $3 ORDER BY seen_at, field";
constexpr const char* select_names =
    "SELECT o.id, COALESCE((SELECT h.value_before FROM mirror_history h "
    "WHERE h.advertiser_id = o.advertiser_id AND h.level = o.level AND h.id = o.id "
    "AND h.field = 'name' AND h.seen_at > $3 ORDER BY h.seen_at LIMIT 1), o.name) "
    "FROM mirror_objects o WHERE o.advertiser_id = $1 AND o.level = $2 "
    "AND o.first_seen_at <= $3 ORDER BY o.id";

constexpr std::int64_t end_of_time = std::numeric_limits<std::int64_t>::max();

MirrorObject read_object(const Row& row) {
    return {
        .advertiser_id = AdvertiserId{row.text(0)},
        .level = *parse_object_level(row.text(1)),
        .id = row.text(2),
        .campaign_id = CampaignId{row.text(3)},
        .adgroup_id = AdgroupId{row.text(4)},
        .name = row.text(5),
        .operation_status = row.text(6),
        .secondary_status = row.text(7),
        .objective_type = row.text(8),
        .budget_mode = row.text(9),
        .budget_micros = row.optional_integer(10),
        .created_at = row.optional_instant(11),
        .modified_at = row.optional_instant(12),
        .members = row.text(13),
        .unmodelled = row.text(14),
        .first_seen_at = row.instant(17),
        .seen_at = row.instant(15),
        .deleted_at = row.optional_instant(16),
    };
}

std::string budget_text(const MirrorObject& object) {
    return object.budget_micros ? format_micros(*object.budget_micros) : "";
}

/// The fields of every level; members follow their own names.
struct TrackedField {
    const char* name;
    std::string (*text)(const MirrorObject&);
};
constexpr std::array<TrackedField, 7> tracked{{
    {"name",
     [](const MirrorObject& o) {
         return o.name;
     }},
    {"operation_status",
     [](const MirrorObject& o) {
         return o.operation_status;
     }},
    {"secondary_status",
     [](const MirrorObject& o) {
         return o.secondary_status;
     }},
    {"objective_type",
     [](const MirrorObject& o) {
         return o.objective_type;
     }},
    {"budget_mode",
     [](const MirrorObject& o) {
         return o.budget_mode;
     }},
    {"budget", budget_text},
    {"deleted",
     [](const MirrorObject& o) {
         return std::string{o.deleted_at ? "yes" : "no"};
     }},
}};

class SqlMirrorStore final : public MirrorStore {
public:
    Result<PutOutcome> put(Transaction& tx, const MirrorObject& object) override {
        const std::string level{to_string(object.level)};
        BAYME_TRY(const auto row,
                  tx.find(select_object, {object.advertiser_id.text(), level, object.id}));
        PutOutcome outcome{.added = !row.has_value()};
        if (row) {
            BAYME_TRY(outcome.fields_changed, keep_history(tx, read_object(*row), object));
        }
        BAYME_CHECK(
            tx.run(upsert_object,
                   {object.advertiser_id.text(), level, object.id, object.campaign_id.text(),
                    object.adgroup_id.text(), object.name, object.operation_status,
                    object.secondary_status, object.objective_type, object.budget_mode,
                    object.budget_micros ? Value{*object.budget_micros} : Value{},
                    value(object.created_at), value(object.modified_at), object.members,
                    object.unmodelled, value(object.seen_at), value(object.deleted_at)}));
        return outcome;
    }

    Result<MirrorObject> find(Transaction& tx, const AdvertiserId& advertiser, ObjectLevel level,
                              const std::string& id) override {
        BAYME_TRY(const auto row,
                  tx.find(select_object, {advertiser.text(), std::string{to_string(level)}, id}));
        if (!row) {
            return fail(ErrorCode::not_found, "account {} has no {} {}", advertiser,
                        to_string(level), id);
        }
        return read_object(*row);
    }

    Result<std::vector<MirrorObject>> list(Transaction& tx, const AdvertiserId& advertiser,
                                           ObjectLevel level, const std::string& parent,
                                           bool with_deleted) override {
        BAYME_TRY(const auto rows,
                  tx.query(select_objects, {advertiser.text(), std::string{to_string(level)},
                                            parent, std::int64_t{with_deleted ? 1 : 0}}));
        std::vector<MirrorObject> objects;
        for (const auto& row : rows) {
            objects.push_back(read_object(row));
        }
        return objects;
    }

    Result<std::vector<std::string>> unseen(Transaction& tx, const AdvertiserId& advertiser,
                                            ObjectLevel level, Instant listed_at) override {
        BAYME_TRY(const auto rows,
                  tx.query(select_unseen,
                           {advertiser.text(), std::string{to_string(level)}, value(listed_at)}));
        std::vector<std::string> ids;
        for (const auto& row : rows) {
            ids.push_back(row.text(0));
        }
        return ids;
    }

    Result<std::int64_t> bury(Transaction& tx, const AdvertiserId& advertiser, ObjectLevel level,
                              Instant listed_at) override {
        const std::array<Value, 3> which{advertiser.text(), std::string{to_string(level)},
                                         value(listed_at)};
        BAYME_CHECK(tx.run(note_burial, std::span{which}));
        return tx.run(bury_unseen, std::span{which});
    }

    Result<std::vector<FieldChange>> history(Transaction& tx, const AdvertiserId& advertiser,
                                             ObjectLevel level, const std::string& id) override {
        BAYME_TRY(const auto rows,
                  tx.query(select_history, {advertiser.text(), std::string{to_string(level)}, id}));
        std::vector<FieldChange> changes;
        for (const auto& row : rows) {
            changes.push_back({level, id, row.text(0), row.text(1), row.text(2), row.instant(3),
                               row.optional_instant(4)});
        }
        return changes;
    }

    Result<std::vector<ObjectName>> names(Transaction& tx, const AdvertiserId& advertiser,
                                          ObjectLevel level,
                                          std::optional<Instant> moment) override {
        BAYME_TRY(const auto rows,
                  tx.query(select_names, {advertiser.text(), std::string{to_string(level)},
                                          moment ? value(*moment) : Value{end_of_time}}));
        std::vector<ObjectName> names;
        for (const auto& row : rows) {
            names.push_back({row.text(0), row.text(1)});
        }
        return names;
    }

private:
    static Result<int> keep_history(Transaction& tx, const MirrorObject& before,
                                    const MirrorObject& after) {
        std::vector<MemberChange> changes;
        for (const auto& field : tracked) {
            auto old_text = field.text(before);
            auto new_text = field.text(after);
            if (old_text != new_text) {
                changes.push_back({field.name, std::move(old_text), std::move(new_text)});
            }
        }
        // Nothing is known of the members of an object that was mirrored before they were kept.
        if (!before.members.empty()) {
            std::ranges::move(member_changes(before.members, after.members),
                              std::back_inserter(changes));
        }
        // Addresses are signed anew with every answer.
        auto others = member_changes(before.unmodelled, after.unmodelled);
        std::erase_if(others, [](const auto& change) { return change.name.ends_with("_url"); });
        std::ranges::move(others, std::back_inserter(changes));
        for (const auto& change : changes) {
            BAYME_CHECK(tx.run(insert_change,
                               {after.advertiser_id.text(), std::string{to_string(after.level)},
                                after.id, change.name, change.before, change.after,
                                value(after.seen_at), value(before.seen_at)}));
        }
        return static_cast<int>(changes.size());
    }
};

} // namespace

std::string_view to_string(ObjectLevel level) {
    return level_names.at(static_cast<std::size_t>(level));
}

Result<ObjectLevel> parse_object_level(std::string_view text) {
    const auto found = std::ranges::find(level_names, text);
    if (found == level_names.end()) {
        return fail(ErrorCode::invalid_input,
                    "\"{}\" is not campaign, adgroup, ad, video, image or identity", text);
    }
    return static_cast<ObjectLevel>(found - level_names.begin());
}

std::unique_ptr<MirrorStore> make_sql_mirror_store() {
    return std::make_unique<SqlMirrorStore>();
}

} // namespace bayme::storage
