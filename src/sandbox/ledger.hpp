// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <deque>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace bayme::sandbox {

/// Something that changed in the world.
struct Effect {
    std::string level;
    std::string id;
    std::string member;
    std::string before;
    std::string after;
};

/// One call as it was received and answered.
struct LedgerEntry {
    std::int64_t number = 0;
    std::string time;
    std::string by; ///< "api", "late" (its effect) or "control" (as in Ads Manager)
    std::string method;
    std::string path;
    std::string parameters; ///< JSON text as decoded, secrets blanked
    int status = 0;
    int code = 0;
    std::string request_id;
    std::string fault; ///< what was made to go wrong, empty for nothing
    std::vector<Effect> effects;
    bool delivered = true; ///< the caller was told what really happened
    std::string answer;    ///< the JSON text the caller should have got
};

/// Every call in order. Answers are kept up to 128 MB; older ones are dropped first.
class Ledger {
public:
    /// Appends to access.ndjson in the folder as well, answers included; empty for none.
    /// @return internal when the file cannot be opened.
    Result<void> open(const std::filesystem::path& folder);
    void add(LedgerEntry entry);
    /// {"entries":[…],"next":N}: those numbered `from` and later, at most `most`.
    [[nodiscard]] std::string json(std::int64_t from, std::size_t most, std::string_view path,
                                   bool answers) const;

private:
    std::deque<LedgerEntry> entries_;
    std::size_t answer_bytes_ = 0;
    std::size_t oldest_answer_ = 0;
    std::ofstream file_;
};

} // namespace bayme::sandbox
