// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/shown_members.hpp"

#include "tiktok/decoding/families.hpp"
#include "tiktok/decoding/objects.hpp"

namespace bayme::tiktok {
namespace {

template <typename Object>
std::vector<DecodedField> shown(const decoding::FieldTable<Object>& table, const Object& object) {
    DecodedAnswer answer;
    table.show_to(object, "", answer);
    return std::move(answer.fields);
}

} // namespace

std::vector<DecodedField> shown_members(const Campaign& campaign) {
    return shown(decoding::campaign_fields(), campaign);
}

std::vector<DecodedField> shown_members(const Adgroup& adgroup) {
    return shown(decoding::adgroup_fields(), adgroup);
}

std::vector<DecodedField> shown_members(const Ad& ad) {
    return shown(decoding::ad_fields(), ad);
}

std::vector<DecodedField> shown_members(const Video& video) {
    return shown(decoding::video_fields(), video);
}

std::vector<DecodedField> shown_members(const Image& image) {
    return shown(decoding::image_fields(), image);
}

std::vector<DecodedField> shown_members(const Identity& identity) {
    return shown(decoding::identity_fields(), identity);
}

} // namespace bayme::tiktok
