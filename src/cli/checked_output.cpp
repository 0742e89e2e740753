// SPDX-License-Identifier: LicenseRef-Bayme
#include "cli/checked_output.hpp"

#include <cerrno>

namespace bayme::cli {

CheckedOutput::int_type CheckedOutput::overflow(int_type character) {
    if (traits_type::eq_int_type(character, traits_type::eof())) {
        return traits_type::not_eof(character);
    }
    errno = 0;
    const auto put = to_.sputc(traits_type::to_char_type(character));
    note(!traits_type::eq_int_type(put, traits_type::eof()));
    return put;
}

std::streamsize CheckedOutput::xsputn(const char* text, std::streamsize size) {
    errno = 0;
    const auto put = to_.sputn(text, size);
    note(put == size);
    return put;
}

int CheckedOutput::sync() {
    errno = 0;
    const int synced = to_.pubsync();
    note(synced == 0);
    return synced;
}

void CheckedOutput::note(bool written) {
    if (!written && failure_ == 0) {
        failure_ = errno != 0 ? errno : EIO;
    }
}

} // namespace bayme::cli
