// SPDX-License-Identifier: LicenseRef-Bayme
// web_render_pages FOLDER [sandbox]: every page with sample rows, as files a plain file server
// can show.
#include "sample_disclosure.hpp"
#include "support/fake_clock.hpp"
#include "web/web.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>

namespace {

using namespace bayme;

void write(const std::filesystem::path& path, std::string_view text) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream{path, std::ios::binary} << text;
}

} // namespace

int main(int count, char** arguments) {
    if (count < 2) {
        std::cerr << "usage: web_render_pages FOLDER [sandbox]\n";
        return 2;
    }
    const std::filesystem::path folder{arguments[1]};
    const test::FakeClock clock{"2026-05-27T09:30:00Z"};
    const auto pages =
        web::render_pages(web::shipped_sources().value(), web::test::sample_disclosure());
    if (!pages) {
        std::cerr << pages.error() << '\n';
        return 1;
    }
    web::Web site{{.public_url = "https://app.bayme.store",
                   .authorize_url = "https://business-api.tiktok.com/portal/auth",
                   .operator_name = "Bayme",
                   .sandbox = count > 2},
                  *pages,
                  clock};
    const auto get = [&](const std::string& path) {
        http::Request request;
        request.path = path;
        return std::string{site.answer(request).content()};
    };
    for (const auto& [name, address] : web::Assets::embedded().addresses()) {
        write(folder.string() + address, get(address));
    }
    for (const std::string path : {"/", "/privacy", "/developers", "/sign-in", "/nowhere"}) {
        write(folder / (path == "/" ? "index.html" : path.substr(1) + ".html"), get(path));
    }
    return 0;
}
