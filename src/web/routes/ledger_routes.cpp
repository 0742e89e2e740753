// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/json_text.hpp"
#include "web/load/loaders.hpp"
#include "web/routes/routes.hpp"

namespace bayme::web {
namespace {

http::Response show_ledger(const Visit& visit) {
    const auto frame = visit.frame();
    if (!frame) {
        return visit.failure(frame.error());
    }
    const auto page = ledger_page(*frame, load_ledger(visit, *frame));
    return visit.staff_page(*frame, page, page.trouble ? page.trouble->http_status : 200);
}

http::Response fetch_missing(const Visit& visit) {
    JsonWriter json;
    json.begin_object().member("what", "reports");
    for (const auto* name : {"from", "to"}) {
        json.member(name, visit.form.text(name));
    }
    if (const auto account = visit.form.text("account"); !account.empty()) {
        json.key("advertiser_ids").raw(json_array({std::string{account}}));
    }
    json.key("only_missing").boolean(true);
    const auto started = visit.call("sync.start", json.end_object().take());
    return started ? see_other("/app/jobs") : visit.failure(started.error());
}

http::Response compare(const Visit& visit) {
    const auto frame = visit.frame();
    if (!frame) {
        return visit.failure(frame.error());
    }
    const auto page = reconcile_page(*frame, load_reconcile(visit, *frame));
    return visit.staff_page(*frame, page, page.trouble ? page.trouble->http_status : 200);
}

constexpr Route table[] = {
    {http::Method::get, "/app/ledger", Access::session, show_ledger},
    {http::Method::post, "/app/ledger/fetch", Access::session, fetch_missing},
    {http::Method::get, "/app/ledger/compare", Access::session, compare},
    {http::Method::post, "/app/ledger/compare", Access::session, compare, Body::file},
};

} // namespace

std::span<const Route> ledger_routes() {
    return table;
}

} // namespace bayme::web
