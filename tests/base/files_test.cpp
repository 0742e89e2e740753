// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/files.hpp"

#include "support/scratch_folder.hpp"

#include <gtest/gtest.h>

namespace bayme {
namespace {

TEST(FilesTest, WritesAllOrNothingWithTheModeAskedFor) {
    const test::ScratchFolder folder;
    SystemFiles files;

    ASSERT_TRUE(files.write(folder / "key", "first", FileMode::owner_read));
    ASSERT_TRUE(files.write(folder / "key", "second", FileMode::owner_read));

    EXPECT_EQ(files.read(folder / "key").value(), "second");
    EXPECT_EQ(files.facts(folder / "key").value().mode, 0400U);
    EXPECT_EQ(files.list(folder.path()).value(), std::vector<std::string>{"key"});
}

TEST(FilesTest, SaysWhatWasWrong) {
    const test::ScratchFolder folder;
    SystemFiles files;

    EXPECT_EQ(files.read(folder / "none").error().code, ErrorCode::not_found);
    EXPECT_EQ(files.write("/dev/full/x", "x", FileMode::owner_read).error().code,
              ErrorCode::not_found);
}

TEST(FilesTest, MakesFoldersNobodyElseMayEnter) {
    const test::ScratchFolder folder;
    SystemFiles files;

    ASSERT_TRUE(files.make_folder(folder / "a/b"));
    ASSERT_TRUE(files.make_folder(folder / "a/b"));

    EXPECT_EQ(files.facts(folder / "a/b").value().mode, 0700U);
}

TEST(FilesTest, AFolderHasOneHolder) {
    const test::ScratchFolder folder;
    {
        const auto first = FolderLock::take(folder / "bayme.lock");
        ASSERT_TRUE(first) << first.error();

        const auto second = FolderLock::take(folder / "bayme.lock");

        ASSERT_FALSE(second);
        EXPECT_EQ(second.error().code, ErrorCode::conflict);
        EXPECT_EQ(second.error().reason, "folder_in_use");
        EXPECT_NE(second.error().message.find(std::to_string(getpid())), std::string::npos);
    }
    EXPECT_TRUE(FolderLock::take(folder / "bayme.lock"));
}

} // namespace
} // namespace bayme
