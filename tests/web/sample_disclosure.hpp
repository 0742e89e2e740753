// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "web/disclosure.hpp"

namespace bayme::web::test {

/// A small disclosure with all five categories of the policy.
inline Disclosure sample_disclosure() {
    Disclosure made;
    made.operator_name = "Bayme";
    made.contact = "dev@bayme.store";
    made.site = "app.bayme.store";
    made.processing_locations = {"Frankfurt, Germany"};
    const std::string use = "Operate, report on and optimise our own advertising";
    const std::string interest = "Legitimate interest; contract with TikTok";
    made.categories = {
        {"oauth_tokens", "OAuth tokens", "Access and refresh tokens of connected TikTok accounts",
         "Call TikTok's API for accounts we were given access to", interest},
        {"account_ids", "Account identifiers", "Advertiser ids, account ids, Business Center ids",
         use, interest},
        {"advertising_data", "Advertising data",
         "Names and ids of campaigns, ad groups and ads; spend, impressions, clicks, conversions "
         "and related metrics",
         use, interest},
        {"creative_metadata", "Creative metadata",
         "Video and image ids, copy fields and statuses needed to create or update ads", use,
         interest},
        {"technical_logs", "Technical logs",
         "API errors, timestamps and internal job logs; not published", "Find and repair faults",
         interest},
        {"staff", "Staff account data", "Name, mail address, roles and sign-ins of invited staff",
         "Control access and account for changes", "Legitimate interest; employment law"}};
    made.retention = {
        {"tokens", "OAuth tokens", "oauth_tokens",
         "until revoked or disconnected, then destroyed within 24 hours"},
        {"day_facts", "Daily reporting snapshots", "advertising_data", "37 months"},
        {"hour_facts", "Hourly and breakdown snapshots", "advertising_data", "13 months"},
        {"objects", "Campaigns, ad groups, ads and their history", "advertising_data",
         "13 months after the account leaves"},
        {"api_log", "API log", "technical_logs", "14 days"},
        {"job_log", "Job and program logs", "technical_logs", "30 days"},
        {"sessions", "Ended sessions", "staff", "30 days"}};
    made.recipients = {{"TikTok",
                        "business-api.tiktok.com",
                        {"advertising_data"},
                        "Read and change our own advertising through TikTok's API",
                        true},
                       {"Slack", "hooks.slack.com", {"technical_logs"}, "Alerts to staff", false}};
    made.endpoints = {
        {"POST", "/oauth2/access_token/", "none", "oauth_tokens",
         "Exchange the one-time code after consent", "tokens"},
        {"GET", "/oauth2/advertiser/get/", "Ad account management", "account_ids",
         "List the accounts a connection may use", "objects"},
        {"GET", "/campaign/get/", "Campaign management", "advertising_data", "Mirror our campaigns",
         "objects"},
        {"POST", "/campaign/status/update/", "Campaign management", "advertising_data",
         "Pause or enable a campaign after review", "objects"},
        {"GET", "/report/integrated/get/", "Reporting", "advertising_data",
         "Fetch figures of our own ads", "day_facts"},
        {"GET", "/user/info/", "none", "account_ids", "Check that a connection still works", ""}};
    return made;
}

} // namespace bayme::web::test
