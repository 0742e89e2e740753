// SPDX-License-Identifier: LicenseRef-Bayme
#include "reports/where.hpp"

#include "base/money.hpp"
#include "http/text.hpp"
#include "snapshots/metrics.hpp"

#include <array>
#include <optional>
#include <utility>

namespace bayme::reports {
namespace {

std::optional<Dimension> object_column(std::string_view field, std::string_view ending) {
    if (!field.ends_with(ending)) {
        return std::nullopt;
    }
    field.remove_suffix(ending.size());
    const auto column = parse_dimension(field);
    return column == Dimension::day || column == Dimension::hour ? std::nullopt : column;
}

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-';
}

class WhereParser {
public:
    explicit WhereParser(std::string_view text) : text_(text) {}

    Result<Where> run() {
        skip_blanks();
        if (rest().empty()) {
            return std::move(where_);
        }
        do {
            BAYME_CHECK(term());
        } while (take_word("and"));
        if (take_word("or")) {
            return refuse("terms are joined by and only; for one of several ids write in (…)");
        }
        if (!rest().empty()) {
            return expected("and");
        }
        return std::move(where_);
    }

private:
    Result<void> term() {
        const auto begins = at_;
        const auto field = std::string{take_while(is_word)};
        if (const auto column = object_column(field, "_id")) {
            return object_term(*column);
        }
        if (const auto column = object_column(field, "_name")) {
            return name_term(*column);
        }
        const auto index = snapshots::find_metric(field);
        if (!index) {
            at_ = begins;
            return expected("a metric, an id such as campaign_id or a name such as campaign_name");
        }
        return metric_term(*index);
    }

    Result<void> object_term(Dimension column) {
        ObjectTerm term{column, {}};
        if (take("=")) {
            BAYME_TRY(const auto id, object());
            term.any_of.push_back(id);
        } else if (take_word("in") && take("(")) {
            do {
                BAYME_TRY(const auto id, object());
                term.any_of.push_back(id);
            } while (take(","));
            if (!take(")")) {
                return expected(")");
            }
        } else {
            return expected("= or in (…)");
        }
        where_.objects.push_back(std::move(term));
        return {};
    }

    Result<void> name_term(Dimension column) {
        const bool whole = take("=");
        if (!whole && !take_word("contains")) {
            return expected("= or contains");
        }
        BAYME_TRY(auto text, literal());
        where_.names.push_back({column, whole, std::move(text)});
        return {};
    }

    Result<void> metric_term(snapshots::MetricIndex index) {
        constexpr std::array<std::pair<std::string_view, Comparison>, 6> signs{{
            {"!=", Comparison::not_equal},
            {"<=", Comparison::at_most},
            {">=", Comparison::at_least},
            {"=", Comparison::equal},
            {"<", Comparison::less},
            {">", Comparison::more},
        }};
        for (const auto& [sign, comparison] : signs) {
            if (take(sign)) {
                BAYME_TRY(const auto text, literal());
                const auto micros = parse_micros(text);
                if (!micros) {
                    return unfit(text, "a number");
                }
                const bool counted = !snapshots::in_micros(snapshots::metric(index).unit);
                if (counted && *micros % micros_per_unit != 0) {
                    return unfit(text, "a whole number");
                }
                where_.metrics.push_back(
                    {index, comparison, counted ? *micros / micros_per_unit : *micros});
                return {};
            }
        }
        return expected("= != < <= > or >=");
    }

    Result<snapshots::ObjectNumber> object() {
        BAYME_TRY(const auto text, literal());
        const auto number = snapshots::object_number(text);
        if (!number) {
            return unfit(text, "an id of digits");
        }
        return *number;
    }

    /// Text in double or single quotes (the same quote inside is doubled), or a bare word.
    Result<std::string> literal() {
        const char mark = rest().starts_with('\'') ? '\'' : '"';
        if (!take_raw(mark)) {
            const auto word = take_while(is_word);
            if (word.empty()) {
                return expected("a value");
            }
            return std::string{word};
        }
        std::string value;
        while (true) {
            const auto quote = rest().find(mark);
            if (quote == std::string_view::npos) {
                return expected("a closing quote");
            }
            value += rest().substr(0, quote);
            at_ += quote + 1;
            if (!take_raw(mark)) {
                break;
            }
            value += mark;
        }
        skip_blanks();
        return value;
    }

    [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
    void skip_blanks() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) {
            ++at_;
        }
    }
    template <typename Belongs>
    std::string_view take_while(Belongs belongs) {
        const auto first = at_;
        while (at_ < text_.size() && belongs(text_[at_])) {
            ++at_;
        }
        const auto taken = text_.substr(first, at_ - first);
        skip_blanks();
        return taken;
    }
    bool take(std::string_view sign) {
        if (!rest().starts_with(sign)) {
            return false;
        }
        at_ += sign.size();
        skip_blanks();
        return true;
    }
    bool take_word(std::string_view word) {
        const auto before = at_;
        if (http::equals_without_case(take_while(is_word), word)) {
            return true;
        }
        at_ = before;
        return false;
    }
    bool take_raw(char c) {
        if (!rest().starts_with(c)) {
            return false;
        }
        ++at_;
        return true;
    }

    [[nodiscard]] std::unexpected<Error> expected(std::string_view what) const {
        return rest().empty()
                   ? refuse(fmt::format("expected {} at the end", what))
                   : refuse(fmt::format("expected {} at \"{}\"", what, rest().substr(0, 32)));
    }
    static std::unexpected<Error> unfit(std::string_view value, std::string_view what) {
        return refuse(fmt::format("expected {}, got \"{}\"", what, value.substr(0, 32)));
    }
    static std::unexpected<Error> refuse(std::string message) {
        Error error{ErrorCode::invalid_input, "where: " + message};
        error.fields.push_back({"where", std::move(message)});
        return fail(std::move(error));
    }

    std::string_view text_;
    std::size_t at_ = 0;
    Where where_;
};

} // namespace

Result<Where> parse_where(std::string_view text) {
    return WhereParser{text}.run();
}

bool holds(const MetricTerm& term, std::int64_t value) {
    switch (term.comparison) {
    case Comparison::equal:
        return value == term.value;
    case Comparison::not_equal:
        return value != term.value;
    case Comparison::less:
        return value < term.value;
    case Comparison::at_most:
        return value <= term.value;
    case Comparison::more:
        return value > term.value;
    case Comparison::at_least:
        return value >= term.value;
    }
    return false;
}

} // namespace bayme::reports
