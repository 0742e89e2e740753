// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"
#include "sandbox/world.hpp"

#include <boost/json/fwd.hpp>

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bayme::sandbox {

/// Which members an answer shows.
struct Shown {
    std::vector<std::string> fields; ///< empty: all of them
    bool nulls = true;
};

/// Values that differ from the shape's, as JSON text.
using MemberTexts = std::map<std::string, std::string, std::less<>>;

/// The members of an object in answers, in order, with the value each has when the world does not
/// say otherwise: data/sandbox/shapes.
class Shape {
public:
    static Result<Shape> load(std::string_view name);
    void append(std::string& out, const MemberTexts& values, const Shown& shown) const;

private:
    std::vector<std::pair<std::string, std::string>> members_;
};

/// Writes the world's objects as the management endpoints show them.
class Objects {
public:
    static Result<Objects> load();

    void append_account(std::string& out, const Account& account, Seconds now,
                        const Shown& shown) const;
    void append(std::string& out, const World& world, Level level, std::uint32_t index, Seconds now,
                const Shown& shown) const;
    /// A campaign or an ad group as the Smart+ family shows it.
    void append_smart_plus(std::string& out, const World& world, Level level, std::uint32_t index,
                           Seconds now, const Shown& shown) const;
    void append_bundle(std::string& out, const MemberTexts& members, const Shown& shown) const;

private:
    Shape advertiser_;
    Shape campaign_;
    Shape adgroup_;
    Shape ad_;
    Shape smart_campaign_;
    Shape smart_adgroup_;
    Shape smart_ad_;
};

} // namespace bayme::sandbox
