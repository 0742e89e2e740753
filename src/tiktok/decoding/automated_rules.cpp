// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/families.hpp"
#include "tiktok/decoding/nested.hpp"

namespace bayme::tiktok::decoding {
namespace {

constexpr auto rule_check_table = std::to_array<Field<RuleCheck>>({
    utc<&RuleCheck::checked>("check_datetime"),
    utc<&RuleCheck::executed>("exec_datetime"),
    count<&RuleCheck::changed>("change_success"),
    count<&RuleCheck::unchanged>("no_change"),
    count<&RuleCheck::failed>("change_fail"),
    text<&RuleCheck::task_id>("task_exec_id"),
});

const FieldTable<RuleCheck>& rule_check_fields() {
    static const FieldTable<RuleCheck> fields{rule_check_table};
    return fields;
}

constexpr auto automated_rule_table = std::to_array<Field<AutomatedRule>>({
    needed(text<&AutomatedRule::id>("rule_id")),
    text<&AutomatedRule::name>("name"),
    text<&AutomatedRule::status>("rule_status"),
    text<&AutomatedRule::timezone>("tzone"),
    utc<&AutomatedRule::created>("create_datetime"),
    json<&AutomatedRule::apply_objects>("apply_objects"),
    json<&AutomatedRule::conditions>("conditions"),
    json<&AutomatedRule::action>("action"),
    json<&AutomatedRule::actions>("actions"),
    json<&AutomatedRule::notification>("notification"),
    json<&AutomatedRule::exec_info>("rule_exec_info"),
    object<&AutomatedRule::last_check, rule_check_fields>("last_check_result_summary"),
});

constexpr auto rule_result_table = std::to_array<Field<RuleResult>>({
    text<&RuleResult::rule_id>("rule_id"),
    text<&RuleResult::exec_id>("exec_id"),
    text<&RuleResult::action_subject_type>("action_subject_type"),
    text<&RuleResult::status>("status"),
    text<&RuleResult::error_message>("error_message"),
    text<&RuleResult::dimension>("object_dimension"),
    text<&RuleResult::object_id>("object_dimension_id"),
    text<&RuleResult::object_name>("object_name"),
});

} // namespace

const FieldTable<AutomatedRule>& automated_rule_fields() {
    static const FieldTable<AutomatedRule> fields{automated_rule_table};
    return fields;
}

const FieldTable<RuleResult>& rule_result_fields() {
    static const FieldTable<RuleResult> fields{rule_result_table};
    return fields;
}

} // namespace bayme::tiktok::decoding
