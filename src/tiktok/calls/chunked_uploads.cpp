// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/chunked_uploads.hpp"

#include "http/md5.hpp"
#include "tiktok/calls/families.hpp"
#include "tiktok/calls/lookups.hpp"
#include "tiktok/decoding/families.hpp"

#include <fstream>

namespace bayme::tiktok {
namespace calls {
namespace {

// CONTRACT 5.4.
constexpr std::int64_t smallest_file = std::int64_t{20} << 20;
constexpr std::int64_t largest_file = std::int64_t{500} << 20;
/// TikTok asks for 20 MB at a time; a piece stands in memory.
constexpr std::int64_t largest_piece = std::int64_t{64} << 20;
constexpr std::int64_t longest_file_name = 100;

struct Start {
    std::int64_t size = 0;
    std::string content_type;
    std::string name;
};
struct Piece {
    std::string upload_id;
    std::string signature;
    std::int64_t start = 0;
};

constexpr auto start_parameters = std::to_array<Parameter<Start>>({
    whole<&Start::size>("size").needed().within(smallest_file, largest_file),
    text<&Start::content_type>("content_type").needed(),
    text<&Start::name>("name").within(1, longest_file_name),
});
constexpr auto piece_parameters = std::to_array<Parameter<Piece>>({
    text<&Piece::upload_id>("upload_id").needed(),
    text<&Piece::signature>("signature").needed(),
    whole<&Piece::start>("start_offset").needed(),
});
constexpr auto finish_parameters = one_text("upload_id");

constexpr Declaration<Start, UploadSpan> start{
    "file.start.upload", start_parameters, decoding::object_answer<decoding::upload_span_fields>()};
constexpr Declaration<Piece, UploadSpan> transfer{
    "file.transfer.upload", piece_parameters,
    decoding::object_answer<decoding::upload_span_fields>()};
constexpr Declaration<OneText, StoredFile> finish{
    "file.finish.upload", finish_parameters,
    decoding::object_answer<decoding::stored_file_fields>()};

Result<std::string> read_piece(std::ifstream& in, const UploadSpan& span,
                               const std::filesystem::path& path) {
    std::string bytes(static_cast<std::size_t>(*span.end - *span.start), '\0');
    in.seekg(*span.start);
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!in || in.gcount() != static_cast<std::streamsize>(bytes.size())) {
        return fail(Error{ErrorCode::invalid_input, fmt::format("{} cannot be read", path.string())}
                        .because("http.no_file"));
    }
    return bytes;
}

/// The piece goes as a file in a form, the rest beside it.
Result<CallRequest> piece_call(const AdvertiserId& advertiser, const Piece& piece,
                               std::string bytes, const std::string& name) {
    BAYME_CHECK(check_advertiser(advertiser));
    BAYME_CHECK(check_all<Piece>(piece_parameters, piece, ""));
    CallRequest call{&tiktok::endpoint(transfer.endpoint), {}, {}};
    std::vector<http::QueryParameter> members{{"advertiser_id", advertiser.text()}};
    add_to_query<Piece>(piece_parameters, piece, members);
    for (auto& member : members) {
        call.parts.push_back({.name = member.name, .value = member.value});
    }
    call.limits.total += std::chrono::milliseconds{bytes.size() / 100}; // 100 kB a second
    call.parts.push_back({.name = "file", .value = std::move(bytes), .file_name = name});
    return call;
}

/// What is wanted next has to follow what was sent, or be nothing.
Result<void> check_next(const UploadSpan& span, std::int64_t sent, std::int64_t size) {
    const bool said = span.start && span.end;
    const bool follows = said && *span.start == sent && *span.end > sent && *span.end <= size &&
                         *span.end - *span.start <= largest_piece;
    if (!follows) {
        return fail(decoding::wrong_shape("TikTok wants bytes that do not follow"));
    }
    return {};
}

} // namespace

std::vector<Declared> chunked_upload_declarations() {
    auto with_file = declared(transfer);
    with_file.parameters.push_back({"file", ParameterType::file, true});
    return {declared(start), std::move(with_file), declared(finish)};
}

} // namespace calls

Result<StoredFile> upload_in_chunks(Platform& platform, const CallContext& context,
                                    const SecretText& token, const ChunkedFile& file) {
    std::error_code unreadable;
    const auto size = static_cast<std::int64_t>(std::filesystem::file_size(file.path, unreadable));
    std::ifstream in{file.path, std::ios::binary};
    if (unreadable || !in) {
        return fail(
            Error{ErrorCode::invalid_input, fmt::format("{} cannot be read", file.path.string())}
                .because("http.no_file"));
    }
    const auto name = file.name.value_or(file.path.filename().string());
    BAYME_TRY(const auto begun, calls::run(platform, context, token, calls::start,
                                           calls::Start{size, file.content_type, name}));
    if (!begun.value.upload_id) {
        return fail(decoding::wrong_shape("the answer has no upload_id"));
    }
    auto span = begun.value;
    const auto upload = *span.upload_id;
    for (std::int64_t sent = 0; sent < size;) {
        BAYME_CHECK(calls::check_next(span, sent, size));
        BAYME_TRY(auto bytes, calls::read_piece(in, span, file.path));
        sent = *span.end;
        BAYME_TRY(const auto signature, http::md5_of(bytes));
        BAYME_TRY(const auto call,
                  calls::piece_call(context.advertiser, {upload, signature, *span.start},
                                    std::move(bytes), name));
        BAYME_TRY(auto answer, calls::run(platform, context, token, calls::transfer, call));
        span = std::move(answer.value);
    }
    BAYME_TRY(auto stored,
              calls::run(platform, context, token, calls::finish, calls::OneText{upload}));
    return std::move(stored.value);
}

} // namespace bayme::tiktok
