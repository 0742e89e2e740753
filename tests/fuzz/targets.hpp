// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <array>
#include <string_view>

namespace bayme::fuzz {

// What a fuzzer throws at each parser of foreign bytes. Beyond "no crash" each states something
// that must hold for whatever comes; abort() when it does not.

/// An answer of the platform, read as any endpoint's: a line before it names which.
void envelope(std::string_view bytes);
/// A page of a report; the first byte chooses what was asked.
void report(std::string_view bytes);
/// A query, a percent-encoded text and a path.
void query(std::string_view bytes);
/// A request as it comes from a connection, cut where its first byte says.
void request(std::string_view bytes);
/// A multipart form with the boundary "b", and the files in it.
void form(std::string_view bytes);
/// A body to redact, and a file of a recording.
void recording(std::string_view bytes);

struct Target {
    std::string_view name; ///< also of its folder under tests/fuzz/corpus
    void (*run)(std::string_view bytes);
};
inline constexpr std::array targets{Target{"envelope", &envelope}, Target{"report", &report},
                                    Target{"query", &query},       Target{"request", &request},
                                    Target{"form", &form},         Target{"recording", &recording}};

} // namespace bayme::fuzz
