// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/automated_rules.hpp"

#include "tiktok/calls/families.hpp"
#include "tiktok/calls/lookups.hpp"
#include "tiktok/decoding/families.hpp"

namespace bayme::tiktok {
namespace calls {
namespace {

// CONTRACT 7.6; PARAMETERS, /optimizer/rule/….
constexpr auto rule_filter_parameters = std::to_array<Parameter<RuleFilter>>({
    text<&RuleFilter::status>("status"),
    texts<&RuleFilter::names>("rule_info"),
    text<&RuleFilter::data_dimension>("data_dimension"),
    text<&RuleFilter::action>("action"),
    texts<&RuleFilter::time>("time").within(2, 2),
});

constexpr auto rule_search_parameters =
    joined(std::to_array<Parameter<RuleSearch>>({
               object<&RuleSearch::filtering, rule_filter_parameters>("filtering"),
               text<&RuleSearch::timezone>("tzone"),
           }),
           pages<&RuleSearch::page>);

constexpr auto rule_run_parameters = std::to_array<Parameter<RuleRun>>({
    text<&RuleRun::rule_id>("rule_id").needed(),
    text<&RuleRun::exec_id>("exec_id").needed(),
});

constexpr auto id_parameters = id_list("rule_ids");
struct Runs {
    std::vector<RuleRun> runs;
};
constexpr auto run_parameters = std::to_array<Parameter<Runs>>({
    each<&Runs::runs, rule_run_parameters>("result_detail").needed(),
});

using decoding::list_answer;
using decoding::page_answer;

constexpr Declaration<RuleSearch, Page<AutomatedRule>> all{
    "optimizer.rule.list", rule_search_parameters, page_answer<decoding::automated_rule_fields>()};
constexpr Declaration<IdList, List<AutomatedRule>> by_id{
    "optimizer.rule.get", id_parameters, list_answer<decoding::automated_rule_fields>()};
constexpr Declaration<Runs, List<RuleResult>> results{"optimizer.rule.result.get", run_parameters,
                                                      list_answer<decoding::rule_result_fields>()};

} // namespace

std::vector<Declared> automated_rule_declarations() {
    return {declared(all), declared(by_id), declared(results)};
}

} // namespace calls

Call<Page<AutomatedRule>> automated_rules(Platform& platform, const CallContext& context,
                                          const SecretText& token, const RuleSearch& search) {
    return calls::run(platform, context, token, calls::all, search);
}

Call<List<AutomatedRule>> automated_rules_by_id(Platform& platform, const CallContext& context,
                                                const SecretText& token, const Texts& ids) {
    return calls::run(platform, context, token, calls::by_id, calls::IdList{ids});
}

Call<List<RuleResult>> automated_rule_results(Platform& platform, const CallContext& context,
                                              const SecretText& token,
                                              const std::vector<RuleRun>& runs) {
    return calls::run(platform, context, token, calls::results, calls::Runs{runs});
}

} // namespace bayme::tiktok
