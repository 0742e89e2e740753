// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "storage/change_log.hpp"

namespace bayme::sync {

/// Where an author is from, or why there is none.
enum class Authorship {
    known,     ///< TikTok's change log names exactly one who made this change
    not_known, ///< it says nothing that fits, or names several
    computed,  ///< nobody's: TikTok derives the field from others
};
std::string_view to_string(Authorship authorship);

/// One line of an object's history.
struct HistoryLine {
    std::string field = {};
    std::string before = {};
    std::string after = {};
    /// When we saw it; for what only the change log tells, when it happened.
    Instant seen_at = {};
    /// It was as before at this look.
    std::optional<Instant> earlier_seen_at = {};
    /// By the change log, to the minute.
    std::optional<Instant> changed_at = {};
    Authorship authorship = Authorship::not_known;
    std::string author = {}; ///< masked by TikTok
    std::string tool = {};
    std::string app_id = {};
    /// Between two looks: only the change log tells of it.
    bool only_logged = false;
};

/// Joins what was seen with what TikTok's change log says, by object, field and time: a logged
/// change explains a seen one when it lies between the two looks and is about that field. When
/// several authors fit, the one who left the value that was seen; when that is still not one
/// author, nobody is named. Newest first.
std::vector<HistoryLine> join_history(const std::vector<storage::FieldChange>& seen,
                                      const std::vector<storage::LoggedChange>& logged);

} // namespace bayme::sync
