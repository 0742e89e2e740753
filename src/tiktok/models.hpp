// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

/// Everything the platform's answers are read into.
#include "tiktok/accounts.hpp"
#include "tiktok/adgroups.hpp"
#include "tiktok/ads.hpp"
#include "tiktok/campaigns.hpp"
#include "tiktok/reports.hpp"
#include "tiktok/values.hpp"
