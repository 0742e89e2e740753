// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <streambuf>

namespace bayme::cli {

/// Passes everything on at once and remembers why the first write failed: a stream itself only
/// knows that one did.
class CheckedOutput final : public std::streambuf {
public:
    explicit CheckedOutput(std::streambuf& to) : to_(to) {}
    /// @return the error number; 0 when everything went through. Ask after a flush.
    [[nodiscard]] int failure() const { return failure_; }

private:
    int_type overflow(int_type character) override;
    std::streamsize xsputn(const char* text, std::streamsize size) override;
    int sync() override;
    void note(bool written);

    std::streambuf& to_;
    int failure_ = 0;
};

} // namespace bayme::cli
