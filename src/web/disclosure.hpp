// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "web/markdown.hpp"

#include <string>
#include <vector>

namespace bayme::web {

/// What the public pages say about the running program. Every row comes from the table the program
/// itself works by (data classes, recipients, endpoints), so the pages cannot say something else.
struct Disclosure {
    /// One of POLICY's five categories, or staff account data.
    struct Category {
        std::string id;
        std::string title;
        std::string contents;
        std::string purpose;
        std::string legal_basis;
    };
    struct Retention {
        std::string id;
        std::string title;
        std::string category; ///< a Category's id
        std::string term;     ///< such as "14 days"; from configuration
    };
    struct Recipient {
        std::string name;
        std::string host;
        std::vector<std::string> categories; ///< of what goes to it and comes from it
        std::string purpose;
        bool on = false;
    };
    struct Endpoint {
        std::string method;
        std::string path;
        std::string scope; ///< TikTok's permission, by number or in words; empty: none needed
        std::string category;
        std::string purpose;
        std::string
            retention; ///< id of the class that holds what it returns; empty: nothing is kept
    };

    std::string operator_name;
    std::string contact; ///< a mail address
    std::string site;    ///< host of public_url
    std::vector<std::string> processing_locations;
    std::vector<Category> categories;
    std::vector<Retention> retention;
    std::vector<Recipient> recipients;
    std::vector<Endpoint> endpoints;
};

/// words: operator, contact, site, processing_locations, retention.ID for every class.
/// blocks: categories_table, retention_table, recipients_table, endpoints_table.
/// Recipients that are off are not shown: they get nothing.
/// @return invalid_input when a row names a category or class that is not there, or a class has no
///         end: what the policy does not cover must not run.
Result<Placeholders> placeholders_of(const Disclosure& disclosure);

} // namespace bayme::web
