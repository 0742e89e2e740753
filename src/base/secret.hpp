// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace bayme {

/// Overwrites memory in a way the compiler may not leave out.
inline void wipe(std::string& text) {
    explicit_bzero(text.data(), text.capacity());
    text.clear();
}

template <typename T>
class Secret;

/// Text that cannot be printed, formatted, compared, logged or copied into JSON. Moves only; wiped
/// when it dies. Reading it takes a callback, so a search for `reveal` finds every use.
template <>
class Secret<std::string> {
public:
    Secret() = default;
    explicit Secret(std::string text) : text_(std::move(text)) {}
    // A moved-from string may keep the bytes of a short text: swap leaves none behind.
    Secret(Secret&& other) noexcept { text_.swap(other.text_); }
    Secret& operator=(Secret&& other) noexcept {
        if (this != &other) {
            wipe(text_);
            text_.swap(other.text_);
        }
        return *this;
    }
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret() { wipe(text_); }

    [[nodiscard]] bool empty() const { return text_.empty(); }
    [[nodiscard]] Secret clone() const { return Secret{std::string{text_}}; }

    template <typename Use>
    decltype(auto) reveal(Use&& use) const {
        return std::invoke(std::forward<Use>(use), std::string_view{text_});
    }

private:
    std::string text_;
};

using SecretText = Secret<std::string>;

} // namespace bayme
