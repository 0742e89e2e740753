// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/decoding/report.hpp"

#include "tiktok/decoding/fields.hpp"
#include "tiktok/decoding/report_row.hpp"

#include <simdjson.h>

#include <memory>

namespace bayme::tiktok::decoding {
namespace {

namespace ondemand = simdjson::ondemand;

/// Memory that pages of the same thread share: to get it anew costs a fifth of reading a page.
struct Scratch {
    ondemand::parser parser;
    std::string padded;
};

Scratch& scratch_of_thread() {
    thread_local Scratch scratch;
    return scratch;
}

/// Walks the whole answer once, in whatever order its members come.
class ReportReader {
public:
    explicit ReportReader(const ReportRequest& request)
        : request_(request), rows_(request, answer_.page) {}

    Result<ReportAnswer> read(std::string_view body) {
        const auto text = without_mark(body);
        auto& [parser, padded] = scratch_of_thread();
        padded.reserve(text.size() + simdjson::SIMDJSON_PADDING);
        padded.assign(text);
        ondemand::document document;
        ondemand::object root;
        if (parser.iterate(padded.data(), padded.size(), padded.capacity()).get(document) !=
                simdjson::SUCCESS ||
            document.get_object().get(root) != simdjson::SUCCESS) {
            return unreadable();
        }
        BAYME_CHECK(read_root(root));
        const char* left_over = nullptr;
        if (document.current_location().get(left_over) == simdjson::SUCCESS) {
            return unreadable();
        }
        return std::move(answer_);
    }

private:
    static std::unexpected<Error> unreadable() {
        return fail(wrong_shape("it cannot be read in one pass"));
    }

    Result<void> read_root(ondemand::object& root) {
        bool has_code = false;
        for (auto member : root) {
            std::string_view key;
            ondemand::value value;
            if (member.unescaped_key().get(key) != simdjson::SUCCESS ||
                member.value().get(value) != simdjson::SUCCESS) {
                return unreadable();
            }
            if (key == "code") {
                std::int64_t code = 0;
                // A second code, or one written in another way, is left to the slow reader.
                if (has_code || value.get_int64().get(code) != simdjson::SUCCESS) {
                    return unreadable();
                }
                answer_.envelope.code = code;
                has_code = true;
            } else if (key == "message") {
                BAYME_CHECK(read_text(value, answer_.envelope.message));
            } else if (key == "request_id") {
                BAYME_CHECK(read_text(value, answer_.envelope.request_id));
            } else if (key == "data") {
                BAYME_CHECK(read_data(value));
            }
        }
        return has_code ? Result<void>{} : unreadable();
    }

    static Result<void> read_text(ondemand::value& value, std::string& out) {
        std::string_view text;
        if (value.get_string().get(text) != simdjson::SUCCESS) {
            return unreadable();
        }
        out = text;
        return {};
    }

    Result<void> read_data(ondemand::value& value) {
        ondemand::object data;
        if (has_list_ || value.get_object().get(data) != simdjson::SUCCESS) {
            return unreadable();
        }
        bool has_page_info = false;
        for (auto member : data) {
            std::string_view key;
            ondemand::value inner;
            if (member.unescaped_key().get(key) != simdjson::SUCCESS ||
                member.value().get(inner) != simdjson::SUCCESS) {
                return unreadable();
            }
            if (key == "list" && !has_list_) {
                has_list_ = true;
                BAYME_CHECK(read_list(inner));
            } else if (key == "page_info" && !has_page_info) {
                has_page_info = true;
                BAYME_CHECK(read_page_info(inner));
            } else if (key == "total_metrics" && answer_.page.totals.empty()) {
                BAYME_CHECK(rows_.read_totals(inner));
            } else if (key == "list" || key == "page_info" || key == "total_metrics") {
                return fail(duplicate_member("data", key));
            } else {
                const std::string name{key};
                answer_.page.unmodelled.push_back({name, raw_text(inner)});
            }
        }
        if (!has_list_ || !has_page_info) {
            return fail(wrong_shape("data has no list or no page_info"));
        }
        return {};
    }

    Result<void> read_list(ondemand::value& value) {
        ondemand::array list;
        if (value.get_array().get(list) != simdjson::SUCCESS) {
            return unreadable();
        }
        answer_.page.rows.reserve(static_cast<std::size_t>(request_.page_size));
        for (auto element : list) {
            ondemand::object row;
            if (element.get_object().get(row) != simdjson::SUCCESS) {
                return unreadable();
            }
            BAYME_CHECK(rows_.read_row(row));
        }
        rows_.finish();
        return {};
    }

    Result<void> read_page_info(ondemand::value& value) {
        ondemand::object object;
        if (value.get_object().get(object) != simdjson::SUCCESS) {
            return unreadable();
        }
        auto& info = answer_.page.info;
        int found = 0;
        for (auto member : object) {
            std::string_view key;
            ondemand::value inner;
            if (member.unescaped_key().get(key) != simdjson::SUCCESS ||
                member.value().get(inner) != simdjson::SUCCESS) {
                return unreadable();
            }
            auto* const target = key == "page"           ? &info.page
                                 : key == "page_size"    ? &info.page_size
                                 : key == "total_number" ? &info.total_number
                                 : key == "total_page"   ? &info.total_page
                                                         : nullptr;
            Micros number = 0;
            if (target == nullptr) {
                continue;
            }
            if (read_metric(inner.raw_json_token(), number) != Read::value || number < 0 ||
                number % micros_per_unit != 0) {
                return fail(wrong_shape(fmt::format("page_info has no usable {}", key)));
            }
            *target = number / micros_per_unit;
            ++found;
        }
        return found == 4 ? Result<void>{} : fail(wrong_shape("page_info is not whole"));
    }

    const ReportRequest& request_;
    ReportAnswer answer_;
    RowReader rows_;
    bool has_list_ = false;
};

} // namespace

Result<ReportAnswer> read_report(const ReportRequest& request, int http_status,
                                 std::string_view body) {
    ReportReader reader{request};
    auto fast = reader.read(body);
    if (fast && (fast->envelope.code == 0 || fast->envelope.code == 20001)) {
        return fast;
    }
    // Everything unusual is told apart by the reader that keeps the whole answer.
    BAYME_TRY(auto opened, open_answer(http_status, body));
    if (opened.envelope.code != 0 && opened.envelope.code != 20001) {
        return ReportAnswer{std::move(opened.envelope), {}};
    }
    return without_data(opened.envelope,
                        fast ? wrong_shape("two readings differ") : std::move(fast).error());
}

} // namespace bayme::tiktok::decoding
