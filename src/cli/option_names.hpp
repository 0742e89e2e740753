// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "base/result.hpp"

namespace bayme::cli {

/// Whoever typed options knows nothing of the fields they became: "query.as_of" reads "--as-of", in
/// the message as well. Fields that no option fills stay as they are.
Error name_options(Error error);

} // namespace bayme::cli
