// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "http/outbound.hpp"
#include "pages.hpp"

#include <filesystem>
#include <map>
#include <string>

namespace bayme::bench {

/// A platform that answers report calls at ad level with pages that lie on disk, and says of every
/// other report that it is empty. What is not a report is not found.
class MadeWire final : public http::Outbound {
public:
    explicit MadeWire(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// Writes the pages that the account's next calls get; those of before are removed.
    void put(const Shape& shape);
    Result<http::OutboundResponse> send(const http::OutboundRequest& request) override;

    [[nodiscard]] std::int64_t calls() const { return calls_; }

private:
    std::filesystem::path folder_;
    std::map<std::string, std::vector<std::filesystem::path>, std::less<>> pages_;
    std::int64_t calls_ = 0;
};

} // namespace bayme::bench
