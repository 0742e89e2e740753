// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/duckdb/row_hash.hpp"

namespace bayme::snapshots {
namespace {

constexpr std::uint64_t start = 0x2545F4914F6CDD1DU;
constexpr std::uint64_t campaign_salt = 0xA0761D6478BD642FU;
constexpr std::uint64_t adgroup_salt = 0xE7037ED1A0B428DBU;
constexpr std::uint64_t step = 0x8EBC6AF09C88C6E3U;

/// Both halves of the full product: every input bit reaches every output bit.
std::uint64_t fold(std::uint64_t left, std::uint64_t right) {
    __extension__ using Wide = unsigned __int128;
    const auto product = static_cast<Wide>(left) * right;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

std::uint64_t hash_name(std::string_view name) {
    auto hash = start;
    for (const char c : name) {
        hash = fold(hash ^ static_cast<unsigned char>(c), step);
    }
    return hash;
}

} // namespace

RowHash::RowHash(const FactBatch& batch) : batch_(batch) {
    for (const auto index : batch.metrics) {
        const auto name = hash_name(metric(index).name);
        salts_.push_back({name, fold(name, campaign_salt) | 1U});
    }
}

std::uint64_t RowHash::operator()(std::size_t row) const {
    const auto& key = batch_.keys[row];
    auto sum = fold(key.campaign ^ campaign_salt, adgroup_salt) +
               fold(key.adgroup ^ adgroup_salt, campaign_salt);
    const auto* const values = batch_.values.data() + row * salts_.size();
    for (std::size_t i = 0; i < salts_.size(); ++i) {
        if (values[i] != no_value) {
            // A sum, so that neither order nor absent metrics matter and products overlap.
            sum += fold(static_cast<std::uint64_t>(values[i]) ^ salts_[i].first, salts_[i].second);
        }
    }
    return fold(sum ^ start, step);
}

} // namespace bayme::snapshots
