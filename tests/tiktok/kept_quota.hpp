// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "tiktok/quota_memory.hpp"

#include <map>

namespace bayme::test {

/// Keeps in memory what the state would keep. A `dead` one is what a killed process cannot write to
/// any more.
class KeptQuota final : public tiktok::QuotaMemory {
public:
    Result<std::vector<tiktok::Penalty>> penalties() override { return values(kept_penalties); }
    Result<void> keep(const tiktok::Penalty& penalty) override {
        if (!dead) {
            kept_penalties[penalty.scope] = penalty;
        }
        return {};
    }
    Result<std::vector<tiktok::Spent>> spent(Day utc_day) override {
        auto all = values(kept_spent);
        std::erase_if(all, [&](const auto& one) { return one.day != utc_day; });
        return all;
    }
    Result<void> keep(std::span<const tiktok::Spent> spent) override {
        for (const auto& one : spent) {
            if (!dead) {
                kept_spent[one.scope] = one;
            }
        }
        return {};
    }
    Result<std::vector<tiktok::Learned>> learned() override { return values(kept_learned); }
    Result<void> keep(const tiktok::Learned& learned) override {
        if (!dead) {
            kept_learned[learned.scope] = learned;
        }
        return {};
    }

    std::map<std::string, tiktok::Penalty> kept_penalties;
    std::map<std::string, tiktok::Spent> kept_spent;
    std::map<std::string, tiktok::Learned> kept_learned;
    bool dead = false;

private:
    template <typename T>
    static std::vector<T> values(const std::map<std::string, T>& map) {
        std::vector<T> list;
        for (const auto& [scope, one] : map) {
            list.push_back(one);
        }
        return list;
    }
};

} // namespace bayme::test
