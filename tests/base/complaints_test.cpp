// SPDX-License-Identifier: LicenseRef-Bayme
#include "support/source_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

// docs/complaints.md promises a test for each complaint: here the names are held against the tests
// there are.
namespace bayme {
namespace {

std::string read(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream{file}.rdbuf();
    return std::move(text).str();
}

bool is_word(char letter) {
    return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') ||
           (letter >= '0' && letter <= '9') || letter == '_';
}

/// "Suite" and "Name" of "TEST_F(Suite, Name) {", as "room.Suite.Name".
void collect(const std::string& room, std::string_view line, std::set<std::string>& names) {
    const auto open = line.find('(');
    const auto comma = line.find(", ", open);
    const auto close = line.find(')', comma);
    const auto before = line.substr(0, open);
    if ((before == "TEST" || before == "TEST_F" || before == "TEST_P" || before == "TYPED_TEST") &&
        close != line.npos) {
        names.insert(room + "." + std::string{line.substr(open + 1, comma - open - 1)} + "." +
                     std::string{line.substr(comma + 2, close - comma - 2)});
    }
}

/// Every test of tests/ROOM by "room.Suite.Name", and every text of tests/outside by its suite.
struct Tests {
    std::set<std::string> named;
    std::string outside;

    Tests() {
        for (const auto& entry : std::filesystem::recursive_directory_iterator{
                 test::source_folder() / "tests", std::filesystem::directory_options::none}) {
            const auto& path = entry.path();
            if (path.string().contains("node_modules")) {
                continue;
            }
            if (path.parent_path().filename() == "outside" && entry.is_regular_file()) {
                outside += read(path);
            } else if (path.extension() == ".cpp") {
                std::istringstream lines{read(path)};
                for (std::string line; std::getline(lines, line);) {
                    collect(path.parent_path().filename().string(), line, named);
                }
            }
        }
    }
};

/// The rows of the table: number, complaint, answer.
std::vector<std::vector<std::string>> rows_of(const std::string& document) {
    std::vector<std::vector<std::string>> rows;
    std::istringstream lines{document};
    for (std::string line; std::getline(lines, line);) {
        if (line.size() < 3 || line[0] != '|' || line[2] < '0' || line[2] > '9') {
            continue;
        }
        std::vector<std::string> cells;
        for (std::size_t at = 1; at < line.size();) {
            const auto end = line.find('|', at);
            const auto cell = line.substr(at, end - at);
            const auto first = cell.find_first_not_of(' ');
            cells.push_back(first == cell.npos
                                ? ""
                                : cell.substr(first, cell.find_last_not_of(' ') + 1 - first));
            at = end == line.npos ? line.size() : end + 1;
        }
        rows.push_back(std::move(cells));
    }
    return rows;
}

/// What stands between backticks.
std::vector<std::string> quoted(const std::string& cell) {
    std::vector<std::string> found;
    for (auto at = cell.find('`'); at != cell.npos; at = cell.find('`', at + 1)) {
        const auto end = cell.find('`', at + 1);
        found.push_back(cell.substr(at + 1, end - at - 1));
        at = end;
    }
    return found;
}

class ComplaintsTest : public testing::Test {
protected:
    const std::vector<std::vector<std::string>> rows_ =
        rows_of(read(test::source_folder() / "docs/complaints.md"));
};

TEST_F(ComplaintsTest, AreThirtyEightAndEachIsAnswered) {
    ASSERT_EQ(rows_.size(), 38U);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        ASSERT_GE(rows_[i].size(), 3U) << i + 1;
        EXPECT_EQ(rows_[i][0], std::to_string(i + 1));
        EXPECT_GT(rows_[i][1].size(), 20U) << i + 1;
        EXPECT_GT(rows_[i][2].size(), 20U) << i + 1;
    }
}

TEST_F(ComplaintsTest, NameTestsThatExist) {
    const Tests tests;
    ASSERT_GT(tests.named.size(), 500U);
    for (const auto& row : rows_) {
        for (const auto& name : quoted(row[2])) {
            // room.Suite.Name, or outside/suite: what it claims
            if (name.starts_with("outside/")) {
                const auto colon = name.find(": ");
                ASSERT_NE(colon, name.npos) << name;
                EXPECT_TRUE(tests.outside.contains(name.substr(colon + 2)))
                    << row[0] << ": " << name;
            } else if (std::ranges::count(name, '.') == 2 &&
                       std::ranges::all_of(name,
                                           [](char one) { return is_word(one) || one == '.'; })) {
                EXPECT_TRUE(tests.named.contains(name)) << row[0] << ": " << name;
            } else {
                ADD_FAILURE() << row[0] << ": \"" << name << "\" is no name of a test";
            }
        }
    }
}

TEST_F(ComplaintsTest, ThoseWithoutATestSayWhyTheyCannotOccur) {
    for (const auto& row : rows_) {
        const bool has_test = !quoted(row[2]).empty();
        EXPECT_TRUE(has_test || row[2].starts_with("Cannot occur: ") ||
                    row[2].starts_with("Open: "))
            << row[0] << ": " << row[2];
    }
}

} // namespace
} // namespace bayme
