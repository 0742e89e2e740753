// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <fmt/format.h>

#include <compare>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace bayme {

/// An identifier that does not mix with another kind. Always text: TikTok's ids pass 2^53 and are
/// never JSON numbers on our side. Empty means "none".
template <typename Tag>
class Id {
public:
    Id() = default;
    explicit Id(std::string text) : text_(std::move(text)) {}
    explicit Id(std::string_view text) : text_(text) {}
    explicit Id(const char* text) : text_(text) {}

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }

    auto operator<=>(const Id&) const = default;

private:
    std::string text_;
};

template <typename Tag>
std::ostream& operator<<(std::ostream& out, const Id<Tag>& id) {
    return out << id.text();
}

// TikTok's objects.
using AdvertiserId = Id<struct AdvertiserTag>;
using CampaignId = Id<struct CampaignTag>;
using AdgroupId = Id<struct AdgroupTag>;
using AdId = Id<struct AdTag>;
using BcId = Id<struct BcTag>;
// Ours: random, made by make_id() in base/random.hpp.
using ConnectionId = Id<struct ConnectionTag>;
using PersonId = Id<struct PersonTag>;
using SessionId = Id<struct SessionTag>;
using ApiKeyId = Id<struct ApiKeyTag>;
using JobId = Id<struct JobTag>;
using PlanId = Id<struct PlanTag>;
using StepId = Id<struct StepTag>;
using RunId = Id<struct RunTag>;

} // namespace bayme

template <typename Tag>
struct std::hash<bayme::Id<Tag>> {
    std::size_t operator()(const bayme::Id<Tag>& id) const noexcept {
        return std::hash<std::string>{}(id.text());
    }
};

template <typename Tag>
struct fmt::formatter<bayme::Id<Tag>> : fmt::formatter<std::string_view> {
    auto format(const bayme::Id<Tag>& id, fmt::format_context& context) const {
        return fmt::formatter<std::string_view>::format(id.text(), context);
    }
};
