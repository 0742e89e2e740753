// SPDX-License-Identifier: LicenseRef-Bayme
// libFuzzer's side; FUZZ_TARGET is the name of one of targets.hpp.
#include "base/failpoint.hpp"
#include "fuzz/targets.hpp"

#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerInitialize(int* /*count*/, char*** /*arguments*/) {
    // A planted defect shows that the fuzzer would find one.
    const char* planted = std::getenv("BAYME_FAILPOINTS");
    if (planted != nullptr && !bayme::arm_failpoints(planted)) {
        std::fputs("no such failpoint\n", stderr);
        std::exit(2);
    }
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    // The cast is what libFuzzer's interface asks for.
    bayme::fuzz::FUZZ_TARGET({reinterpret_cast<const char*>(bytes), size});
    return 0;
}
