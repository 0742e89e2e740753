// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/files.hpp"
#include "base/time.hpp"
#include "web/disclosure.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bayme::web {

/// A Markdown file of the content folder: `---`, lines of `key: value`, `---`, text.
struct Source {
    std::string title;
    std::string description;
    std::optional<Day> updated;
    std::string markdown;
};
/// @return invalid_input for a missing head, an unknown key or a wrong date.
Result<Source> parse_source(std::string_view file);

/// All files by name: "home.md", "privacy.md", "versions/privacy-2026-01-02.md".
using Sources = std::map<std::string, Source, std::less<>>;

/// The texts compiled into the program.
Result<Sources> shipped_sources();
/// The shipped texts, each replaced by the folder's file of the same name where there is one;
/// earlier versions of the policy are whatever the folder's `versions` holds. An empty path: the
/// shipped texts. @return not_found for a missing folder, invalid_input for a file that is none of
/// ours: a misspelt name would otherwise change nothing, silently.
Result<Sources> load_sources(FileSystem& files, const std::filesystem::path& folder);

/// "26 May 2026".
std::string format_day_in_words(Day day);

struct Page {
    std::string title;
    std::string description;
    Html body;
};

/// The rendered public pages.
struct Pages {
    Page home;
    Page privacy;
    Page developers;
    Page not_found;
    Html footer;
    std::string contact;
    Day policy_updated;
    /// By date; the one in force included.
    std::map<Day, Page> policy_versions;
};
/// @return invalid_input naming file and placeholder, also when privacy.md has no date or an
///         earlier version bears the date of the present one or a later one.
Result<Pages> render_pages(const Sources& sources, const Disclosure& disclosure);

} // namespace bayme::web
