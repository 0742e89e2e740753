// SPDX-License-Identifier: LicenseRef-Bayme
#include "cli/ask.hpp"

#include <ostream>

namespace bayme::cli {

Result<std::optional<boost::json::value>> ask(Command& command, std::string_view operation,
                                              const std::string& body) {
    BAYME_TRY(const auto connection, command.host.connect(command.line.common));
    BAYME_TRY(const auto answer, connection->call(operation, body));
    if (command.json()) {
        command.terminal.out << answer << '\n';
        return std::nullopt;
    }
    BAYME_TRY(auto value, read_answer(answer));
    return value;
}

} // namespace bayme::cli
