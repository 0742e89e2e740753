// SPDX-License-Identifier: LicenseRef-Bayme
#include "cli/wait.hpp"

#include "api/errors.hpp"
#include "base/text_width.hpp"
#include "cli/answer.hpp"
#include "cli/suggestion.hpp"

#include <charconv>
#include <optional>
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

Error error_of(const boost::json::value& job, std::string_view name = "error") {
    const auto part = [&](std::string_view of) {
        return text_at(job, fmt::format("{}.{}", name, of));
    };
    return {api::parse_error_code(part("code")), part("message"), part("reason"),
            part("request_id")};
}

/// Whether the wait for the job's next try is too long to sit through.
bool is_postponed(const boost::json::value& job) {
    return number_at(job, "next_try_in_seconds") > longest_idle_seconds;
}

/// What one look at all jobs saw.
struct Look {
    Progress progress;
    WaitedJobs waited;
    /// What keeps a job from going on, wherever it runs.
    std::optional<Error> blocked;

    void take(const boost::json::value& job) {
        const bool ended = has_ended(job);
        const auto total = std::max<std::int64_t>(number_at(job, "progress.total"), 1);
        progress.total += total;
        progress.done += ended ? total : number_at(job, "progress.done");
        progress.ended += ended ? 1 : 0;
        const auto state = text_at(job, "state");
        if (state == "done") {
            ++waited.done;
            waited.partly += text_at(job, "result.whole") == "false" ? 1 : 0;
            waited.results.push_back(text_at(job, "result"));
        } else if (state == "cancelled") {
            ++waited.cancelled;
        } else if (state == "failed") {
            waited.failures.push_back(error_of(job));
        } else if (const auto paused = text_at(job, "paused"); !paused.empty()) {
            const auto id = text_at(job, "id");
            waited.postponed.push_back(
                {ErrorCode::unavailable,
                 fmt::format("job {} waits: {}", id, pause_words(job, "paused")), "paused"});
            ++waited.paused;
        } else if (is_postponed(job)) {
            const auto at = text_at(job, "next_try_at");
            waited.postponed.push_back(error_of(job));
            if (waited.next_try_at.empty() || at < waited.next_try_at) {
                waited.next_try_at = at;
            }
        } else {
            if (!text_at(job, "blocked").empty()) {
                blocked = error_of(job, "blocked");
            }
            progress.text = text_at(job, "progress.text");
        }
    }
    [[nodiscard]] bool is_over(std::size_t jobs) const {
        return progress.ended + waited.postponed.size() == jobs;
    }
};

} // namespace

int WaitedJobs::exit_code() const {
    if (failures.empty() && postponed.empty()) {
        return cancelled > 0 ? 1 : partly > 0 ? 3 : 0;
    }
    return done > 0 ? 3 : api::exit_code(failures.empty() ? postponed.front() : failures.front());
}

Result<WaitedJobs> wait_for_jobs(Command& command, Connection& connection,
                                 const std::vector<std::string>& ids) {
    connection.run_jobs();
    Display display(command.terminal, ids.size());
    while (true) {
        Look look;
        for (const auto& id : ids) {
            BAYME_TRY(const auto answer,
                      connection.call("jobs.show", RequestBody{}.text("job_id", id).json()));
            BAYME_TRY(const auto job, read_answer(answer));
            look.take(job);
        }
        display.show(look.progress);
        if (look.is_over(ids.size())) {
            return std::move(look.waited);
        }
        if (look.blocked) {
            return fail(*look.blocked);
        }
        command.host.pause(between_looks);
    }
}

void print_troubles(Command& command, const WaitedJobs& waited) {
    auto& err = command.terminal.err;
    for (const auto* errors : {&waited.failures, &waited.postponed}) {
        for (const auto& error : *errors) {
            print_error(err, error, command.json(), Before::stays);
        }
    }
    if (waited.paused > 0 && !command.json()) {
        err << fmt::format("{} of the jobs wait because somebody paused them; nothing is lost. "
                           "`{}` shows what is paused, `{}` lets it go on.\n",
                           waited.paused, suggestion(command, "jobs kinds"),
                           suggestion(command, "jobs resume"));
    }
    if (!waited.next_try_at.empty() && !command.json()) {
        err << fmt::format(
            "{} of the jobs wait and go on by themselves from {} while a server runs; "
            "`{}` shows them.\n",
            waited.postponed.size() - waited.paused, waited.next_try_at,
            suggestion(command, "jobs list"));
    }
    if (waited.partly > 0 && !command.json()) {
        err << fmt::format("Not everything came whole from TikTok; what is missing is marked "
                           "partial, see `{}`. The next sync asks again.\n",
                           suggestion(command, "ledger --cells --from DAY --to DAY"));
    }
}

} // namespace bayme::cli
