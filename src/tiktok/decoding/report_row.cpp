// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/report_row.hpp"

#include "tiktok/decoding/fields.hpp"

#include <algorithm>

namespace bayme::tiktok::decoding {
namespace {

namespace ondemand = simdjson::ondemand;

constexpr std::size_t most_notes = 100;
constexpr std::uint32_t id_column = 0;
constexpr std::uint32_t time_column = 1;

std::unexpected<Error> unreadable_row() {
    return fail(wrong_shape("a row cannot be read"));
}

/// Without quotes; nothing when there is an escape inside.
std::optional<std::string_view> plain_text(std::string_view token) {
    if (!token.starts_with('"')) {
        return token == "null" ? std::string_view{} : token;
    }
    token = token.substr(1, token.size() - 2);
    if (token.contains('\\')) {
        return std::nullopt;
    }
    return token == "-" ? std::string_view{} : token;
}

/// Compares without knowing where the raw key ends: the padding behind the text makes it safe.
bool is_key(const ondemand::raw_json_string& raw, std::string_view name) {
    return raw.unsafe_is_equal(simdjson::SIMDJSON_PADDING - 1, name);
}

bool digits_at(std::string_view text, std::size_t position) {
    return text[position] >= '0' && text[position] <= '9';
}

/// "2026-03-01 14:00:00" -> 14; nothing when minutes or seconds are not zero.
std::optional<int> hour_of(std::string_view text) {
    if (text.size() != 19 || text[10] != ' ' || text.substr(13) != ":00:00" ||
        !digits_at(text, 11) || !digits_at(text, 12)) {
        return std::nullopt;
    }
    const int hour = (text[11] - '0') * 10 + (text[12] - '0');
    return hour < 24 ? std::optional{hour} : std::nullopt;
}

} // namespace

std::string raw_text(ondemand::value& value) {
    ondemand::json_type type{};
    std::string_view text;
    if (value.type().get(type) != simdjson::SUCCESS) {
        return {};
    }
    if (type == ondemand::json_type::object) {
        ondemand::object object;
        if (value.get_object().get(object) == simdjson::SUCCESS &&
            object.raw_json().get(text) == simdjson::SUCCESS) {
            return std::string{text};
        }
        return {};
    }
    if (type == ondemand::json_type::array) {
        ondemand::array array;
        if (value.get_array().get(array) == simdjson::SUCCESS &&
            array.raw_json().get(text) == simdjson::SUCCESS) {
            return std::string{text};
        }
        return {};
    }
    return std::string{trimmed(value.raw_json_token())};
}

RowReader::RowReader(const ReportRequest& request, ReportPage& page)
    : request_(request), page_(page) {
    const auto dimensions = dimensions_of(request);
    std::size_t column = 0;
    for (const auto& name : dimensions) {
        expect(dimensions_, name, Kind::text, column++);
    }
    dimension_count_ = expected_.size();
    for (const auto& name : request.attributes) {
        expect(metrics_, name, Kind::text, column++);
    }
    for (std::size_t i = 0; i < request.metrics.size(); ++i) {
        expect(metrics_, request.metrics[i], Kind::metric, i);
    }
    seen_.resize(expected_.size());
    counted_.resize(expected_.size());
    page_.rows = ReportRows{column, request.metrics.size()};
}

void RowReader::expect(Names& names, const std::string& name, Kind kind, std::size_t column) {
    names.known.emplace(name, Target{kind, static_cast<std::uint32_t>(column),
                                     static_cast<std::uint32_t>(expected_.size())});
    expected_.push_back(name);
}

Result<void> RowReader::read_row(ondemand::object& row) {
    const auto index = page_.rows.add_row();
    ++row_number_;
    bool has_dimensions = false;
    bool has_metrics = false;
    for (auto member : row) {
        std::string_view key;
        ondemand::value value;
        if (member.unescaped_key().get(key) != simdjson::SUCCESS ||
            member.value().get(value) != simdjson::SUCCESS) {
            return unreadable_row();
        }
        const bool dimensions = key == "dimensions";
        if (!dimensions && key != "metrics") {
            note_unknown(key, value);
            continue;
        }
        auto& before = dimensions ? has_dimensions : has_metrics;
        if (before) {
            return fail(duplicate_member("a row", key));
        }
        before = true;
        BAYME_CHECK(read_members(value, dimensions ? dimensions_ : metrics_, index));
    }
    if (!has_dimensions || !has_metrics) {
        return fail(wrong_shape("a row has no dimensions or no metrics"));
    }
    for (std::size_t stamp = 0; stamp < dimension_count_; ++stamp) {
        if (seen_[stamp] != row_number_) {
            return fail(wrong_shape(fmt::format("a row has no {}", expected_[stamp])));
        }
    }
    return {};
}

Result<void> RowReader::read_members(ondemand::value& value, Names& names, std::size_t row) {
    ondemand::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS) {
        return unreadable_row();
    }
    std::size_t position = 0;
    for (auto member : object) {
        ondemand::raw_json_string raw_key;
        ondemand::value inner;
        if (member.key().get(raw_key) != simdjson::SUCCESS) {
            return unreadable_row();
        }
        const Slot* slot = nullptr;
        if (position < names.order.size() && is_key(raw_key, names.order[position].key)) {
            slot = &names.order[position];
            if (member.value().get(inner) != simdjson::SUCCESS) {
                return unreadable_row();
            }
        } else {
            std::string_view key;
            if (member.unescaped_key().get(key) != simdjson::SUCCESS ||
                member.value().get(inner) != simdjson::SUCCESS) {
                return unreadable_row();
            }
            slot = &learn(names, position, key, inner);
        }
        ++position;
        if (slot->target.kind == Kind::unknown) {
            continue;
        }
        const auto stamp = slot->target.stamp;
        if (seen_[stamp] == row_number_) {
            return fail(duplicate_member("a row", slot->key));
        }
        seen_[stamp] = row_number_;
        ++counted_[stamp];
        if (slot->target.kind == Kind::metric) {
            read_number(inner, *slot, row);
        } else {
            BAYME_CHECK(read_text(inner, row, slot->target.column));
        }
    }
    return {};
}

const RowReader::Slot& RowReader::learn(Names& names, std::size_t position, std::string_view key,
                                        ondemand::value& value) {
    Slot slot{std::string{key}, {}};
    const auto found = names.known.find(slot.key);
    if (found != names.known.end()) {
        slot.target = found->second;
    } else {
        note_unknown(key, value);
    }
    // One more per member of the row: the position is at most the size.
    if (position == names.order.size()) {
        return names.order.emplace_back(std::move(slot));
    }
    return names.order[position] = std::move(slot);
}

void RowReader::note_unknown(std::string_view key, ondemand::value& value) {
    if (noted_.size() < most_notes && noted_.emplace(key).second) {
        page_.unmodelled.push_back({std::string{key}, raw_text(value)});
    }
}

void RowReader::read_number(ondemand::value& value, const Slot& slot, std::size_t row) {
    const auto token = value.raw_json_token();
    Micros number = 0;
    const auto outcome = read_metric(token, number);
    if (outcome == Read::value) {
        page_.rows.set_value(row, slot.target.column, number);
    } else if (outcome == Read::unreadable) {
        note_unreadable(slot.key, token);
    }
}

Result<void> RowReader::read_text(ondemand::value& value, std::size_t row, std::uint32_t column) {
    const auto token = trimmed(value.raw_json_token());
    auto text = plain_text(token);
    std::string_view unescaped;
    if (!text) {
        if (value.get_string().get(unescaped) != simdjson::SUCCESS) {
            return unreadable_row();
        }
        text = unescaped;
    } else if (!token.starts_with('"') && (token.starts_with('[') || token.starts_with('{'))) {
        note_unreadable(expected_[column], token);
        text = std::string_view{};
    }
    if (column == id_column && !is_id(*text)) {
        return fail(
            wrong_shape(fmt::format("a row has no usable {}", id_dimension(request_.level))));
    }
    if (column == time_column && request_.grain != ReportGrain::range) {
        BAYME_CHECK(read_time(*text, row));
    }
    page_.rows.set_text(row, column, *text);
    return {};
}

Result<void> RowReader::read_time(std::string_view text, std::size_t row) {
    if (text != last_time_ || last_time_.empty()) {
        const auto day = Day::parse(text.substr(0, 10));
        const bool by_hour = request_.grain == ReportGrain::hour;
        const auto hour = text.size() == 10 && !by_hour ? std::optional{0} : hour_of(text);
        if (!day || !hour || (!by_hour && *hour != 0)) {
            return fail(wrong_shape(fmt::format("\"{}\" is no time of a row", text.substr(0, 64))));
        }
        if (!request_.days.contains(*day)) {
            return fail(wrong_shape(fmt::format("a row of {} was not asked for", day->text())));
        }
        last_time_ = text;
        last_day_ = *day;
        last_hour_ = by_hour ? *hour : ReportRows::no_hour;
    }
    page_.rows.set_time(row, last_day_, last_hour_);
    return {};
}

Result<void> RowReader::read_totals(ondemand::value& value) {
    ondemand::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS) {
        // null: this selection has no totals.
        return trimmed(value.raw_json_token()) == "null" ? Result<void>{} : unreadable_row();
    }
    page_.totals.assign(request_.metrics.size(), ReportRows::absent);
    for (auto member : object) {
        std::string_view key;
        ondemand::value inner;
        if (member.unescaped_key().get(key) != simdjson::SUCCESS ||
            member.value().get(inner) != simdjson::SUCCESS) {
            return unreadable_row();
        }
        const auto found = metrics_.known.find(std::string{key});
        if (found == metrics_.known.end() || found->second.kind != Kind::metric) {
            continue;
        }
        auto& total = page_.totals[found->second.column];
        Micros number = 0;
        const auto token = inner.raw_json_token();
        const auto outcome = read_metric(token, number);
        if (outcome == Read::value && total != ReportRows::absent && total != number) {
            return fail(duplicate_member("total_metrics", found->first));
        }
        if (outcome == Read::value) {
            total = number;
        } else if (outcome == Read::unreadable) {
            note_unreadable("total_metrics." + found->first, token);
        }
    }
    return {};
}

void RowReader::note_unreadable(const std::string& name, std::string_view token) {
    constexpr std::size_t longest = 64;
    if (page_.unreadable.size() < most_notes) {
        page_.unreadable.push_back({name, std::string{trimmed(token).substr(0, longest)}});
    }
}

void RowReader::finish() {
    for (std::size_t stamp = 0; stamp < expected_.size(); ++stamp) {
        if (counted_[stamp] != row_number_) {
            page_.missing.push_back(expected_[stamp]);
        }
    }
}

} // namespace bayme::tiktok::decoding
