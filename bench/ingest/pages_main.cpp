// SPDX-License-Identifier: LicenseRef-Bayme
#include "pages.hpp"

#include <cstdlib>

// `bench_ingest_pages FOLDER [WINDOWS]`: the pages of windows of 50,000 rows, for others to read.
int main(int argc, char** argv) {
    if (argc < 2) {
        return 2;
    }
    const int windows = argc > 2 ? std::atoi(argv[2]) : 4;
    for (int window = 0; window < windows; ++window) {
        bayme::bench::write_pages(
            argv[1], {.account = 1000 + static_cast<std::uint64_t>(window), .ads = 50'000});
    }
    return 0;
}
