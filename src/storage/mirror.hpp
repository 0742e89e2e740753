// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/id.hpp"
#include "base/money.hpp"
#include "storage/database.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bayme::storage {

/// The levels of advertising, and what ads are made of: files and the identities they appear under.
enum class ObjectLevel { campaign, adgroup, ad, video, image, identity };
/// Those that plans change and reports are about.
constexpr bool is_advertising(ObjectLevel level) {
    return level <= ObjectLevel::ad;
}
std::string_view to_string(ObjectLevel level);
Result<ObjectLevel> parse_object_level(std::string_view text);

/// A campaign, ad group, ad, file or identity as last seen. Enum-like texts are TikTok's, kept
/// verbatim. `budget` is in the account's currency; nothing when the object has none (infinite, or
/// under CBO).
struct MirrorObject {
    AdvertiserId advertiser_id = {};
    ObjectLevel level = ObjectLevel::campaign;
    std::string id = {};
    CampaignId campaign_id = {};
    AdgroupId adgroup_id = {};
    std::string name = {};
    std::string operation_status = {};
    std::string secondary_status = {};
    std::string objective_type = {};
    std::string budget_mode = {};
    std::optional<Micros> budget_micros = {};
    std::optional<Instant> created_at = {};
    std::optional<Instant> modified_at = {};
    /// The other members the model names, as JSON text of one object of texts; addresses that
    /// TikTok signs anew with every answer are not among them.
    std::string members = {};
    /// Members the model does not name, as JSON text of one object.
    std::string unmodelled = {};
    /// Set by the store: when it was seen for the first time.
    Instant first_seen_at = {};
    Instant seen_at = {};
    /// Set when a complete listing no longer has it, or its status says so.
    std::optional<Instant> deleted_at = {};

    bool operator==(const MirrorObject&) const = default;
};

/// One field's former value. It changed between two looks: after `earlier_seen_at` and not after
/// `seen_at`.
struct FieldChange {
    ObjectLevel level = ObjectLevel::campaign;
    std::string id = {};
    std::string field = {};
    std::string before = {};
    std::string after = {};
    Instant seen_at = {};
    std::optional<Instant> earlier_seen_at = {};
};

struct PutOutcome {
    bool added = false;
    int fields_changed = 0;
};

struct ObjectName {
    std::string id = {};
    std::string name = {};
};

/// The mirror of advertising objects, with the history of every field.
class MirrorStore {
public:
    virtual ~MirrorStore() = default;
    /// Adds or replaces; a history row for each field that differs.
    virtual Result<PutOutcome> put(Transaction& tx, const MirrorObject& object) = 0;
    virtual Result<MirrorObject> find(Transaction& tx, const AdvertiserId& advertiser,
                                      ObjectLevel level, const std::string& id) = 0;
    /// By name, then id; deleted ones only when asked for. `parent` empty lists all.
    virtual Result<std::vector<MirrorObject>> list(Transaction& tx, const AdvertiserId& advertiser,
                                                   ObjectLevel level, const std::string& parent,
                                                   bool with_deleted) = 0;
    /// What is not deleted and was not seen since `listed_at`.
    virtual Result<std::vector<std::string>> unseen(Transaction& tx, const AdvertiserId& advertiser,
                                                    ObjectLevel level, Instant listed_at) = 0;
    /// Marks what a complete listing begun at `listed_at` did not see.
    /// @return how many were marked.
    virtual Result<std::int64_t> bury(Transaction& tx, const AdvertiserId& advertiser,
                                      ObjectLevel level, Instant listed_at) = 0;
    virtual Result<std::vector<FieldChange>> history(Transaction& tx,
                                                     const AdvertiserId& advertiser,
                                                     ObjectLevel level, const std::string& id) = 0;
    /// Every object known at `moment` with its name as known then; `moment` empty: now.
    virtual Result<std::vector<ObjectName>> names(Transaction& tx, const AdvertiserId& advertiser,
                                                  ObjectLevel level,
                                                  std::optional<Instant> moment) = 0;
};

std::unique_ptr<MirrorStore> make_sql_mirror_store();

} // namespace bayme::storage
