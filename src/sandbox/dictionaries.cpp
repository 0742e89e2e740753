// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/dictionaries.hpp"

#include "sandbox/data_files.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <map>
#include <mutex>

namespace bayme::sandbox {

namespace {

std::vector<Word> read_words(std::string_view table) {
    std::vector<Word> words;
    const auto file = data_file("tools/" + std::string{table} + ".json");
    if (!file) {
        return words;
    }
    for (const auto& row : file->as_array()) {
        Word word;
        for (const auto& member : row.as_object()) {
            if (member.value().is_array()) {
                for (const auto& sub : member.value().get_array()) {
                    word.subs.emplace_back(sub.as_string());
                }
            } else {
                const auto& value = member.value();
                word.members.emplace_back(member.key(), value.is_string()
                                                            ? std::string{value.get_string()}
                                                            : boost::json::serialize(value));
            }
        }
        words.push_back(std::move(word));
    }
    return words;
}

std::vector<Region> read_regions() {
    std::vector<Region> found;
    for (const auto& word : words("regions")) {
        found.push_back({word.at("id"), word.at("name"), word.at("parent"), word.at("country"),
                         word.at("level")});
    }
    return found;
}

} // namespace

const std::string& Word::at(std::string_view name) const {
    static const std::string nothing;
    const auto found =
        std::ranges::find(members, name, [](const auto& member) { return member.first; });
    return found == members.end() ? nothing : found->second;
}

const std::vector<Word>& words(std::string_view table) {
    static std::mutex mutex;
    static std::map<std::string, std::vector<Word>, std::less<>> tables;
    const std::scoped_lock lock{mutex};
    const auto found = tables.find(table);
    return found != tables.end() ? found->second
                                 : tables.emplace(table, read_words(table)).first->second;
}

const std::vector<Region>& regions() {
    static const auto all = read_regions();
    return all;
}

const Region* find_region(std::string_view id) {
    const auto found = std::ranges::find(regions(), id, &Region::id);
    return found == regions().end() ? nullptr : &*found;
}

bool is_within(std::string_view inner, std::string_view outer) {
    for (auto id = std::string{inner}; id != "0";) {
        if (id == outer) {
            return true;
        }
        const auto* const region = find_region(id);
        if (region == nullptr) {
            return false;
        }
        id = region->parent;
    }
    return false;
}

} // namespace bayme::sandbox
