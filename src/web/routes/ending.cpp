// SPDX-License-Identifier: LicenseRef-Bayme
#include "web/routes/ending.hpp"

#include "base/json_text.hpp"

namespace bayme::web {
namespace {

http::Response ask(const Visit& visit, const Ending& ending, std::optional<Trouble> refusal) {
    const auto frame = visit.frame();
    if (!frame) {
        return visit.failure(frame.error());
    }
    auto question = ending.question(visit);
    if (!question) {
        return visit.failure(question.error());
    }
    const int status = refusal ? refusal->http_status : 200;
    question->trouble = std::move(refusal);
    return visit.staff_page(*frame, end_page(*frame, *question), status);
}

} // namespace

http::Response ask_to_end(const Visit& visit, const Ending& ending) {
    return ask(visit, ending, std::nullopt);
}

http::Response end(const Visit& visit, const Ending& ending) {
    const auto refuse = [&](const Error& error) {
        return ask(visit, ending, to_trouble(error, ending.refused, visit.request.request_id));
    };
    if (visit.form.text("confirmed") != "yes") {
        return refuse({ErrorCode::invalid_input, "nobody said yes to it"});
    }
    const auto ended = visit.call(
        ending.operation,
        JsonWriter{}.begin_object().member(ending.id, visit.parameter).end_object().text());
    return ended ? see_other("/app/accounts") : refuse(ended.error());
}

} // namespace bayme::web
