// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/content.hpp"

#include "embedded/site_content.hpp"

#include <algorithm>
#include <array>

namespace bayme::web {
namespace {

constexpr std::string_view version_prefix = "versions/privacy-";

std::string_view trimmed(std::string_view line) {
    const auto first = line.find_first_not_of(" \t\r");
    return first == line.npos ? std::string_view{}
                              : line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

std::string_view take_line(std::string_view& rest) {
    const auto end = rest.find('\n');
    const auto line = rest.substr(0, end);
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
    return trimmed(line);
}

Result<void> read_key(Source& source, std::string_view line) {
    const auto colon = line.find(':');
    const auto key = line.substr(0, colon);
    const auto value = colon == line.npos ? std::string_view{} : trimmed(line.substr(colon + 1));
    if (key == "title") {
        source.title = value;
    } else if (key == "description") {
        source.description = value;
    } else if (key == "updated") {
        BAYME_TRY(source.updated, Day::parse(value));
    } else {
        return fail(ErrorCode::invalid_input, "unknown line in the head: {}", line);
    }
    return {};
}

bool is_known_name(const Sources& shipped, std::string_view name) {
    return shipped.contains(name) || (name.starts_with(version_prefix) && name.ends_with(".md"));
}

Result<void> add_folder(Sources& sources, FileSystem& files, const std::filesystem::path& folder,
                        const std::string& prefix) {
    BAYME_TRY(const auto names, files.list(folder));
    for (const auto& entry : names) {
        if (!entry.ends_with(".md")) {
            continue;
        }
        const auto name = prefix + entry;
        if (!is_known_name(sources, name)) {
            return fail(ErrorCode::invalid_input, "{} is not a page of this site",
                        (folder / entry).string());
        }
        BAYME_TRY(const auto file, files.read(folder / entry));
        auto source = parse_source(file);
        if (!source) {
            return fail(std::move(source).error().in((folder / entry).string()));
        }
        sources.insert_or_assign(name, std::move(*source));
    }
    return {};
}

Html versions_list(const std::vector<Day>& days) {
    std::vector<Html> items;
    for (const auto day : days) {
        items.push_back(element("li", {element("a", {href("/privacy/versions/" + day.text()),
                                                     format_day_in_words(day)})}));
    }
    return element("ul", {items});
}

Result<Page> render(const std::string& name, const Source& source, Placeholders placeholders) {
    if (source.updated) {
        placeholders.words["updated"] = format_day_in_words(*source.updated);
    }
    auto body = render_markdown(source.markdown, placeholders);
    if (!body) {
        return fail(std::move(body).error().in(name));
    }
    return Page{source.title, source.description, std::move(*body)};
}

} // namespace

Result<Source> parse_source(std::string_view file) {
    if (take_line(file) != "---") {
        return fail(ErrorCode::invalid_input, "a page begins with a line of three dashes");
    }
    Source source;
    for (auto line = take_line(file); line != "---"; line = take_line(file)) {
        if (file.empty()) {
            return fail(ErrorCode::invalid_input, "the head ends with a line of three dashes");
        }
        BAYME_CHECK(read_key(source, line));
    }
    if (source.title.empty()) {
        return fail(ErrorCode::invalid_input, "a page needs a title");
    }
    source.markdown = file;
    return source;
}

Result<Sources> shipped_sources() {
    Sources sources;
    for (const auto& file : bayme::embedded::site_content()) {
        auto source = parse_source(file.text);
        if (!source) {
            return fail(std::move(source).error().in(file.name));
        }
        sources.emplace(file.name, std::move(*source));
    }
    return sources;
}

Result<Sources> load_sources(FileSystem& files, const std::filesystem::path& folder) {
    BAYME_TRY(auto sources, shipped_sources());
    if (folder.empty()) {
        return sources;
    }
    BAYME_CHECK(add_folder(sources, files, folder, ""));
    auto versions = add_folder(sources, files, folder / "versions", "versions/");
    if (!versions && versions.error().code != ErrorCode::not_found) {
        return fail(std::move(versions).error());
    }
    return sources;
}

std::string format_day_in_words(Day day) {
    static constexpr std::array<std::string_view, 12> months{
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    const std::chrono::year_month_day date{day.sys()};
    return fmt::format("{} {} {}", static_cast<unsigned>(date.day()),
                       months.at(static_cast<unsigned>(date.month()) - 1),
                       static_cast<int>(date.year()));
}

Result<Pages> render_pages(const Sources& sources, const Disclosure& disclosure) {
    Pages pages;
    pages.contact = disclosure.contact;
    BAYME_TRY(auto placeholders, placeholders_of(disclosure));

    const auto& policy = sources.at("privacy.md");
    if (!policy.updated) {
        return fail(ErrorCode::invalid_input, "privacy.md needs the line \"updated: YYYY-MM-DD\"");
    }
    pages.policy_updated = *policy.updated;
    std::map<Day, std::string> versions{{*policy.updated, "privacy.md"}};
    for (const auto& [name, source] : sources) {
        if (!name.starts_with(version_prefix)) {
            continue;
        }
        if (!source.updated || *source.updated >= *policy.updated) {
            return fail(ErrorCode::invalid_input, "{} needs a date before that of privacy.md ({})",
                        name, policy.updated->text());
        }
        versions.insert_or_assign(*source.updated, name);
    }
    std::vector<Day> newest_first;
    for (const auto& [day, name] : versions) {
        newest_first.insert(newest_first.begin(), day);
    }
    placeholders.blocks["versions"] = versions_list(newest_first);

    for (const auto& [day, name] : versions) {
        BAYME_TRY(auto page, render(name, sources.find(name)->second, placeholders));
        pages.policy_versions.emplace(day, std::move(page));
    }
    pages.privacy = pages.policy_versions.at(pages.policy_updated);
    BAYME_TRY(pages.home, render("home.md", sources.at("home.md"), placeholders));
    BAYME_TRY(pages.developers, render("developers.md", sources.at("developers.md"), placeholders));
    BAYME_TRY(pages.not_found, render("not-found.md", sources.at("not-found.md"), placeholders));
    BAYME_TRY(auto footer, render("footer.md", sources.at("footer.md"), placeholders));
    pages.footer = std::move(footer.body);
    return pages;
}

} // namespace bayme::web
