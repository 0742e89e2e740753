// SPDX-License-Identifier: LicenseRef-Bayme
#include "cli/wait.hpp"

#include "api/errors.hpp"
#include "base/text_width.hpp"
#include "cli/answer.hpp"

#include <charconv>
#include <ostream>

namespace bayme::cli {
namespace {

constexpr std::chrono::milliseconds between_looks{200};
constexpr int bar_width = 30;

struct Progress {
    std::int64_t done = 0;
    std::int64_t total = 0;
    std::size_t ended = 0;
    std::string text;
};

std::int64_t number_at(const boost::json::value& value, std::string_view path) {
    const auto text = text_at(value, path);
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

bool has_ended(const boost::json::value& job) {
    const auto state = text_at(job, "state");
    return state == "done" || state == "failed" || state == "cancelled";
}

/// Draws only what is new.
class Display {
public:
    Display(Terminal& terminal, std::size_t jobs) : terminal_(terminal), jobs_(jobs) {}
    ~Display() {
        if (terminal_.err_is_tty && !drawn_.empty()) {
            terminal_.err << '\n';
        }
    }
    Display(const Display&) = delete;
    Display& operator=(const Display&) = delete;

    /// A job learns how much it has to do only when it starts: what was shown is not taken back.
    void show(const Progress& progress) {
        const auto share = progress.total > 0 ? 1000 * progress.done / progress.total : 0;
        shown_ = std::max(shown_, std::min<std::int64_t>(share, 1000));
        const auto line = terminal_.err_is_tty ? bar(progress) : plain(progress);
        if (line == drawn_) {
            return;
        }
        if (terminal_.err_is_tty) {
            const auto spare = display_width(drawn_) > display_width(line)
                                   ? display_width(drawn_) - display_width(line)
                                   : 0;
            terminal_.err << '\r' << line << std::string(spare, ' ') << std::flush;
        } else {
            terminal_.err << line << std::endl;
        }
        drawn_ = line;
    }

private:
    [[nodiscard]] std::string bar(const Progress& progress) const {
        const auto full = static_cast<std::size_t>(bar_width * shown_ / 1000);
        return fmt::format("[{}{}] {}/{}  {} of {} jobs  {}", std::string(full, '#'),
                           std::string(bar_width - full, '-'), progress.done, progress.total,
                           progress.ended, jobs_, progress.text.substr(0, 30));
    }
    /// Tenths only: a log wants few lines.
    [[nodiscard]] std::string plain(const Progress& progress) const {
        return fmt::format("{} of {} jobs ended, {} % of the work is done", progress.ended, jobs_,
                           shown_ / 100 * 10);
    }

    Terminal& terminal_;
    std::size_t jobs_;
    std::int64_t shown_ = 0; ///< of a thousand
    std::string drawn_;
};

Error error_of(const boost::json::value& job) {
    return {api::parse_error_code(text_at(job, "error.code")), text_at(job, "error.message"),
            text_at(job, "error.reason"), text_at(job, "error.request_id")};
}

} // namespace

int WaitedJobs::exit_code() const {
    if (failures.empty()) {
        return cancelled == 0 ? 0 : 1;
    }
    return done > 0 ? 3 : api::exit_code(failures.front());
}

Result<WaitedJobs> wait_for_jobs(Command& command, Connection& connection,
                                 const std::vector<std::string>& ids) {
    connection.run_jobs();
    Display display(command.terminal, ids.size());
    while (true) {
        Progress progress;
        WaitedJobs waited;
        for (const auto& id : ids) {
            BAYME_TRY(const auto answer,
                      connection.call("jobs.show", RequestBody{}.text("job_id", id).json()));
            BAYME_TRY(const auto job, read_answer(answer));
            const bool ended = has_ended(job);
            progress.total += std::max<std::int64_t>(number_at(job, "progress.total"), 1);
            progress.done += ended ? std::max<std::int64_t>(number_at(job, "progress.total"), 1)
                                   : number_at(job, "progress.done");
            progress.ended += ended ? 1 : 0;
            if (!ended) {
                progress.text = text_at(job, "progress.text");
            } else if (text_at(job, "state") == "done") {
                ++waited.done;
                waited.results.push_back(text_at(job, "result"));
            } else if (text_at(job, "state") == "cancelled") {
                ++waited.cancelled;
            } else {
                waited.failures.push_back(error_of(job));
            }
        }
        display.show(progress);
        if (progress.ended == ids.size()) {
            return waited;
        }
        command.host.pause(between_looks);
    }
}

} // namespace bayme::cli
