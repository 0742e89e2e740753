// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/change_log.hpp"
#include "tiktok/decoding/fields.hpp"
#include "tiktok/files.hpp"
#include "tiktok/identities.hpp"
#include "tiktok/portfolios.hpp"
#include "tiktok/posts.hpp"

namespace bayme::tiktok::decoding {

// The tables of the families that are functions over a Platform.
const FieldTable<Video>& video_fields();
const FieldTable<Image>& image_fields();
const FieldTable<Cover>& cover_fields();
const FieldTable<NameChecks>& name_checks_fields();
const FieldTable<Identity>& identity_fields();
const FieldTable<IdentityRef>& identity_ref_fields();

const FieldTable<Post>& post_fields();
const FieldTable<SparkPost>& spark_post_fields();
const FieldTable<IdentityPosts>& identity_posts_fields();

const FieldTable<Portfolio>& portfolio_fields();
const FieldTable<CallToAction>& call_to_action_fields();
const FieldTable<BidAdvice>& bid_advice_fields();

const FieldTable<TaskRef>& task_ref_fields();
const FieldTable<TaskState>& task_state_fields();
const FieldTable<ReportFile>& report_file_fields();
const FieldTable<ChangeLogFile>& change_log_file_fields();

} // namespace bayme::tiktok::decoding
