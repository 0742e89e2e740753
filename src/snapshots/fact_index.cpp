// SPDX-License-Identifier: LicenseRef-Bayme
#include "snapshots/fact_index.hpp"

#include <bit>

namespace bayme::snapshots {

FactIndex::FactIndex(const FactBatch& batch, Level level)
    : batch_(batch), level_(level), slots_(std::bit_ceil(batch.rows() * 2 + 1), 0) {}

std::optional<FactIndex::RowNumber> FactIndex::fill() {
    const auto mask = slots_.size() - 1;
    for (std::size_t row = 0; row < batch_.rows(); ++row) {
        const auto& key = batch_.keys[row];
        const auto object = key.object(level_);
        auto place = slot(key.day.number(), key.hour, object);
        while (slots_[place] != 0) {
            const auto earlier = slots_[place] - 1;
            if (holds(earlier, key.day.number(), key.hour, object)) {
                return earlier;
            }
            place = (place + 1) & mask;
        }
        slots_[place] = static_cast<RowNumber>(row + 1);
    }
    return std::nullopt;
}

std::optional<FactIndex::RowNumber> FactIndex::find(int day, int hour, ObjectNumber object) const {
    const auto mask = slots_.size() - 1;
    for (auto place = slot(day, hour, object); slots_[place] != 0; place = (place + 1) & mask) {
        if (holds(slots_[place] - 1, day, hour, object)) {
            return slots_[place] - 1;
        }
    }
    return std::nullopt;
}

std::size_t FactIndex::slot(int day, int hour, ObjectNumber object) const {
    // TikTok's ids differ in their low and their middle digits: multiply, then take the high bits.
    auto mixed = object * 0x9E3779B97F4A7C15U;
    mixed ^= (static_cast<std::uint64_t>(day) << 8U | static_cast<std::uint8_t>(hour)) *
             0xC2B2AE3D27D4EB4FU;
    mixed *= 0xFF51AFD7ED558CCDU;
    return (mixed >> 32U) & (slots_.size() - 1);
}

bool FactIndex::holds(RowNumber row, int day, int hour, ObjectNumber object) const {
    const auto& key = batch_.keys[row];
    return key.day.number() == day && key.hour == hour && key.object(level_) == object;
}

} // namespace bayme::snapshots
