// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/pixels.hpp"

#include "tiktok/calls/families.hpp"
#include "tiktok/decoding/families.hpp"

namespace bayme::tiktok {
namespace calls {
namespace {

// CONTRACT 7.3; PARAMETERS, /pixel/list/.
constexpr auto pixel_filter_parameters = std::to_array<Parameter<PixelFilter>>({
    flag<&PixelFilter::available_for_catalog_only>("available_for_catalog_only"),
});

constexpr auto pixel_search_parameters =
    joined(std::to_array<Parameter<PixelSearch>>({
               text<&PixelSearch::pixel_id>("pixel_id"),
               text<&PixelSearch::code>("code"),
               text<&PixelSearch::name>("name"),
               text<&PixelSearch::order_by>("order_by"),
               object<&PixelSearch::filtering, pixel_filter_parameters>("filtering"),
           }),
           pages<&PixelSearch::page>);

using decoding::page_answer;

constexpr Declaration<PixelSearch, Page<Pixel>> all{"pixel.list", pixel_search_parameters,
                                                    page_answer<decoding::pixel_fields>()};

} // namespace

std::vector<Declared> pixel_declarations() {
    return {declared(all)};
}

} // namespace calls

Call<Page<Pixel>> pixels(Platform& platform, const CallContext& context, const SecretText& token,
                         const PixelSearch& search) {
    return calls::run(platform, context, token, calls::all, search);
}

} // namespace bayme::tiktok
