// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/ledger.hpp"

#include <gtest/gtest.h>

#include <malloc.h>

namespace bayme::sandbox {

namespace {

std::size_t memory_in_use() {
    const auto info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

TEST(LedgerTest, OldAnswersGiveTheirMemoryBack) {
    Ledger ledger;
    const auto before = memory_in_use();
    for (int i = 0; i < 300; ++i) {
        LedgerEntry entry;
        entry.parameters = "{}";
        entry.answer = "\"" + std::string(std::size_t{1} << 20U, 'a') + "\"";
        ledger.add(std::move(entry));
    }
    EXPECT_LT(memory_in_use() - before, std::size_t{140} << 20U) << "128 MB are kept";
    EXPECT_TRUE(ledger.json(1, 1, "", true).contains(R"("answer":null)"));
    EXPECT_TRUE(ledger.json(300, 1, "", true).contains(R"("answer":"aaa)"));
}

} // namespace

} // namespace bayme::sandbox
