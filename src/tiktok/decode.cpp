// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decode.hpp"

#include "base/json_text.hpp"
#include "tiktok/calls/declaration.hpp"
#include "tiktok/decoding/envelope.hpp"

namespace bayme::tiktok {

Result<DecodedAnswer> decode_for_people(std::string_view endpoint_name, std::string_view raw_json) {
    const auto* endpoint = find_endpoint(endpoint_name);
    const auto* declared = endpoint == nullptr ? nullptr : calls::find_declaration(endpoint->name);
    if (declared == nullptr) {
        return fail(ErrorCode::not_found, "no endpoint \"{}\"; one is report/integrated/get",
                    endpoint_name);
    }
    constexpr int http_ok = 200;
    if (endpoint->api == Api::developers) {
        // These answers have no envelope.
        BAYME_TRY(const auto tree, decoding::JsonTree::parse(raw_json));
        DecodedAnswer answer;
        answer.endpoint = endpoint->name;
        BAYME_CHECK(declared->show(tree.root(), answer));
        return answer;
    }
    BAYME_TRY(const auto opened, decoding::open_answer(http_ok, raw_json));
    DecodedAnswer answer{.endpoint = std::string{endpoint->name},
                         .code = opened.envelope.code,
                         .message = opened.envelope.message,
                         .request_id = opened.envelope.request_id,
                         .fields = {},
                         .unmodelled = {}};
    if (answer.code == 0 || answer.code == 20001) {
        BAYME_CHECK(declared->show(opened.data(), answer));
    }
    return answer;
}

std::string format_lines(const DecodedAnswer& answer) {
    std::string text = fmt::format("code = {}\nmessage = {}\nrequest_id = {}\n", answer.code,
                                   answer.message, answer.request_id);
    for (const auto& field : answer.fields) {
        text += fmt::format("{} = {}\n", field.path, field.value);
    }
    if (!answer.unmodelled.empty()) {
        text += "unmodelled\n";
    }
    for (const auto& member : answer.unmodelled) {
        text += fmt::format("  {} = {}\n", member.name, member.json);
    }
    return text;
}

std::string format_json(const DecodedAnswer& answer) {
    JsonWriter json;
    json.begin_object()
        .member("endpoint", answer.endpoint)
        .member("code", answer.code)
        .member("message", answer.message)
        .member("request_id", answer.request_id);
    json.key("fields").begin_object();
    for (const auto& field : answer.fields) {
        json.member(field.path, field.value);
    }
    json.end_object().key("unmodelled").begin_object();
    for (const auto& member : answer.unmodelled) {
        json.key(member.name).raw(member.json);
    }
    return json.end_object().end_object().take();
}

} // namespace bayme::tiktok
