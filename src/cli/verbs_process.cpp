// SPDX-License-Identifier: LicenseRef-Bayme
#include "base/failpoint.hpp"
#include "base/json_text.hpp"
#include "base/version.hpp"
#include "cli/suggestion.hpp"

#include <ostream>

namespace bayme::cli {

Result<int> init(Command& command) {
    BAYME_TRY(const auto made, command.host.init(command.line.common));
    if (command.json()) {
        JsonWriter out;
        out.begin_object().member("folder", made.folder.string()).member("link", made.link);
        if (!made.served_at.empty()) {
            out.member("url", made.served_at);
        }
        command.terminal.out << out.end_object().take() << '\n';
        return 0;
    }
    command.terminal.out << "Bayme's data is in " << made.folder.string() << "\n"
                         << "Keep its master.key somewhere safe as well: without it nothing stored "
                            "can be read.\n\n"
                         << (made.served_at.empty()
                                 ? fmt::format("Start the server with `{}`, then sign in with this "
                                               "link\n",
                                               suggestion(command, "serve"))
                                 : fmt::format("It is served already, at {}. Sign in with this "
                                               "link\n",
                                               made.served_at))
                         << "(15 minutes, one use):\n  " << made.link << '\n';
    return 0;
}

Result<int> serve(Command& command) {
    const auto told = [&](const ServeReady& ready) {
        if (command.json()) {
            JsonWriter out;
            out.begin_object().member("url", ready.url).member("sealed", ready.sealed.has_value());
            command.terminal.out << out.end_object().text() << std::endl;
        } else if (ready.sealed) {
            command.terminal.out << "Bayme shows its public pages at " << ready.url
                                 << ", and does nothing else: the vault is sealed." << std::endl;
        } else {
            command.terminal.out << "Bayme is ready at " << ready.url
                                 << "\nTo sign in, in another terminal: "
                                 << suggestion(command, "staff link") << std::endl;
        }
        if (ready.sealed) {
            print_error(command.terminal.err, *ready.sealed, command.json());
        }
    };
    BAYME_CHECK(command.host.serve(command.line.common, command.line.serve, told));
    return 0;
}

Result<int> migrate(Command& command) {
    BAYME_TRY(const auto reached, command.host.migrate(command.line.common));
    if (command.json()) {
        command.terminal.out << fmt::format("{{\"schema\":{}}}\n", reached);
    } else {
        command.terminal.out << "The state is at schema " << reached << '\n';
    }
    return 0;
}

Result<int> version(Command& command) {
    if (command.json()) {
        JsonWriter out;
        out.begin_object().member("version", program_version()).end_object();
        command.terminal.out << out.text() << '\n';
    } else {
        command.terminal.out << "bayme " << program_version() << '\n';
    }
    return 0;
}

Result<int> failpoints(Command& command) {
    for (const auto& name : failpoint_names()) {
        command.terminal.out << name << '\n';
    }
    return 0;
}

Result<int> doctor(Command& command) {
    if (command.line.probe.wanted) {
        return probe(command);
    }
    const auto lines = command.host.doctor(command.line.common);
    bool healthy = true;
    JsonWriter out;
    out.begin_object().key("checks").begin_array();
    TextTable table{{"CHECK", "STATE", "DETAIL"}};
    for (const auto& line : lines) {
        healthy = healthy && line.ok;
        out.begin_object().member("name", line.name).key("ok").boolean(line.ok);
        out.member("detail", line.detail).end_object();
        table.add({line.name, line.ok ? "ok" : "WRONG", line.detail});
    }
    out.end_array().key("ok").boolean(healthy).end_object();
    if (command.json()) {
        command.terminal.out << out.text() << '\n';
    } else {
        table.print(command.terminal.out);
    }
    return healthy ? 0 : 1;
}

Result<int> config_show(Command& command) {
    BAYME_TRY(const auto lines, command.host.config(command.line.common));
    JsonWriter out;
    out.begin_object();
    TextTable table{{"KEY", "VALUE", "FROM"}};
    for (const auto& line : lines) {
        out.key(line.key).begin_object().member("value", line.value);
        out.member("source", line.source).end_object();
        table.add({line.key, line.value, line.source});
    }
    out.end_object();
    if (command.json()) {
        command.terminal.out << out.text() << '\n';
    } else {
        table.print(command.terminal.out);
    }
    return 0;
}

Result<int> config_check(Command& command) {
    BAYME_TRY(const auto problems, command.host.config_problems(command.line.common));
    if (command.json()) {
        JsonWriter out;
        out.begin_object().key("problems").raw(json_array(problems)).end_object();
        command.terminal.out << out.text() << '\n';
    } else if (problems.empty()) {
        command.terminal.out << "This configuration may go live.\n";
    } else {
        command.terminal.out << "This configuration may not go live:\n";
        for (const auto& problem : problems) {
            command.terminal.out << "  " << problem << '\n';
        }
    }
    return problems.empty() ? 0 : 2;
}

} // namespace bayme::cli
