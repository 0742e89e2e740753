// SPDX-License-Identifier: LicenseRef-Bayme
#include "made_wire.hpp"

#include "base/files.hpp"

#include <algorithm>
#include <charconv>

namespace bayme::bench {
namespace {

constexpr const char* empty_report =
    R"({"code":0,"message":"OK","request_id":"20260301000000010203040506","data":{"list":[],)"
    R"("page_info":{"total_number":0,"page":1,"page_size":1000,"total_page":1}}})";

std::string_view parameter(const http::OutboundRequest& request, std::string_view name) {
    const auto found = std::ranges::find(request.query, name, &http::QueryParameter::name);
    return found == request.query.end() ? std::string_view{} : std::string_view{found->value};
}

} // namespace

void MadeWire::put(const Shape& shape) {
    auto& pages = pages_[fmt::to_string(shape.account)];
    for (const auto& page : pages) {
        std::filesystem::remove(page);
    }
    pages = write_pages(folder_, shape);
}

Result<http::OutboundResponse> MadeWire::send(const http::OutboundRequest& request) {
    ++calls_;
    http::OutboundResponse answer{
        .status = 200, .headers = {{"Content-Type", "application/json"}}, .body = empty_report};
    if (!request.url.contains("/report/integrated/get/")) {
        answer.status = 404;
        return answer;
    }
    const auto found = pages_.find(parameter(request, "advertiser_id"));
    if (found == pages_.end() || parameter(request, "data_level") != "AUCTION_AD") {
        return answer;
    }
    const auto text = parameter(request, "page");
    std::size_t page = 1;
    std::from_chars(text.data(), text.data() + text.size(), page);
    SystemFiles files;
    BAYME_TRY(answer.body, files.read(found->second.at(page - 1)));
    return answer;
}

} // namespace bayme::bench
