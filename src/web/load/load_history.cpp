// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "web/load/loaders.hpp"

namespace bayme::web {
namespace {

HistoryView::Line line_of(const AnswerView& line, UtcOffset offset) {
    const auto exact = line["changed_at"].instant();
    const auto earlier = line["earlier_seen_at"].instant();
    const auto seen = format_moment(line["seen_at"].instant(), offset);
    HistoryView::Line shown{.when =
                                exact ? format_moment(exact, offset)
                                : earlier && format_moment(earlier, offset) != seen
                                    ? fmt::format("{} – {}", format_moment(earlier, offset), seen)
                                    : seen,
                            .field = line["field"].text(),
                            .before = line["before"].text(),
                            .after = line["after"].text(),
                            .author = line["author"].text(),
                            .nobody = {},
                            .tool = line["tool"].text()};
    const auto authorship = line["authorship"].text();
    if (authorship != "known") {
        shown.author.clear();
        shown.nobody = authorship == "computed" ? "TikTok works it out" : "not known";
    }
    return shown;
}

} // namespace

std::optional<HistoryView> load_history(const Visit& visit, const AdvertiserId& account,
                                        std::string_view level, std::string_view id,
                                        UtcOffset offset) {
    const auto answer = visit.call("objects.history", JsonWriter{}
                                                          .begin_object()
                                                          .member("advertiser_id", account.text())
                                                          .member("level", level)
                                                          .member("object_id", id)
                                                          .end_object()
                                                          .text());
    if (!answer) {
        return std::nullopt;
    }
    HistoryView view{.state = (*answer)["object"]["status_words"].text(),
                     .review = (*answer)["review"]["status"].text(),
                     .rejections = {},
                     .lines = {},
                     .log_read_until =
                         format_moment((*answer)["log_read_until"].instant(), offset)};
    for (const auto& rejection : (*answer)["review"]["rejections"].items()) {
        for (const auto& reason : rejection["reasons"].texts()) {
            view.rejections.push_back(reason);
        }
        if (const auto advice = rejection["suggestion"].text(); !advice.empty()) {
            view.rejections.push_back(advice);
        }
    }
    for (const auto& line : (*answer)["changes"].items()) {
        view.lines.push_back(line_of(line, offset));
    }
    return view;
}

} // namespace bayme::web
