// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/embedded.hpp"
#include "web/fixed_content.hpp"

#include <map>
#include <span>
#include <string>
#include <string_view>

namespace bayme::web {

/// Files under /assets/, named by their content so that browsers may keep them for ever.
class Assets {
public:
    /// ui/site/ as compiled into the program.
    static Assets embedded();
    explicit Assets(std::span<const EmbeddedFile> files);

    /// "site.css" -> "/assets/site.0123456789abcdef.css". Asking for a file that is not there is a
    /// bug and throws.
    [[nodiscard]] const std::string& address(std::string_view name) const;
    [[nodiscard]] const std::map<std::string, std::string, std::less<>>& addresses() const {
        return addresses_;
    }
    /// Nothing when no asset has this address.
    [[nodiscard]] const FixedContent* find(std::string_view path) const;

private:
    void add(std::string_view name, std::string bytes);
    /// url("name") becomes the address of that file.
    [[nodiscard]] std::string with_addresses(std::string_view sheet) const;

    std::map<std::string, std::string, std::less<>> addresses_;
    std::map<std::string, FixedContent, std::less<>> files_;
};

} // namespace bayme::web
