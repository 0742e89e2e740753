// SPDX-License-Identifier: LicenseRef-Bayme
#include "api/openapi.hpp"
#include "api/operations.hpp"
#include "base/version.hpp"
#include "cli/verbs.hpp"

#include <istream>
#include <iterator>
#include <ostream>

namespace bayme::cli {

Result<int> call(Command& command) {
    const auto& arguments = command.line.call;
    auto body = arguments.body;
    if (body == "-") {
        body.assign(std::istreambuf_iterator<char>{command.terminal.in}, {});
    }
    BAYME_TRY(const auto connection, arguments.server.empty()
                                         ? command.host.connect(command.line.common)
                                         : command.host.connect_remote(arguments));
    BAYME_TRY(const auto answer, connection->call(arguments.operation, body.empty() ? "{}" : body,
                                                  arguments.idempotency_key));
    command.terminal.out << answer << '\n';
    return 0;
}

Result<int> openapi(Command& command) {
    std::map<std::string_view, const api::Operation*> operations;
    for (const auto table : api::operation_tables()) {
        for (const auto& operation : table) {
            operations.emplace(operation.name, &operation);
        }
    }
    command.terminal.out << api::openapi_document(operations, program_version()) << '\n';
    return 0;
}

} // namespace bayme::cli
