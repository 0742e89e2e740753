// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/time.hpp"
#include "tiktok/client.hpp"

namespace bayme::tiktok {

/// What the rule's last look did.
struct RuleCheck {
    std::optional<Instant> checked, executed;
    std::optional<std::int64_t> changed, unchanged, failed;
    OptionalText task_id;
    std::vector<Unmodelled> unmodelled;
};

/// A rule that runs at TikTok, not ours [CONTRACT 7.6]. What it looks at and does stands as it
/// came.
struct AutomatedRule {
    std::string id;
    OptionalText name;
    OptionalText status; ///< ON, OFF, DELETED
    OptionalText timezone;
    std::optional<Instant> created;
    RawJson apply_objects, conditions, action, actions, notification, exec_info;
    std::optional<RuleCheck> last_check;
    std::vector<Unmodelled> unmodelled;
};

/// What a rule did to one object.
struct RuleResult {
    OptionalText rule_id, exec_id, action_subject_type;
    OptionalText status; ///< SUCCESS, FAIL
    OptionalText error_message, dimension, object_id, object_name;
    std::vector<Unmodelled> unmodelled;
};

/// Which rules.
struct RuleFilter {
    OptionalText status = {};         ///< ON, OFF, DELETED
    Texts names = {};                 ///< names or ids
    OptionalText data_dimension = {}; ///< CAMPAIGN, ADGROUP, AD
    OptionalText action = {};
    Texts time = {}; ///< from, to
};

/// One page of the account's rules.
struct RuleSearch {
    RuleFilter filtering = {};
    OptionalText timezone = {};
    PageRequest page = {1, 100};
};

/// One time a rule ran.
struct RuleRun {
    std::string rule_id = {};
    std::string exec_id = {};
};

Call<Page<AutomatedRule>> automated_rules(Platform& platform, const CallContext& context,
                                          const SecretText& token, const RuleSearch& search);
Call<List<AutomatedRule>> automated_rules_by_id(Platform& platform, const CallContext& context,
                                                const SecretText& token, const Texts& ids);
Call<List<RuleResult>> automated_rule_results(Platform& platform, const CallContext& context,
                                              const SecretText& token,
                                              const std::vector<RuleRun>& runs);

} // namespace bayme::tiktok
