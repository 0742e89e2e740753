// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/admission.hpp"
#include "http/listener.hpp"

#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <cerrno>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bayme::http {
namespace {

using Local = asio::local::stream_protocol;

// What identifies our socket file: another process may have put its own in its place.
struct FileIdentity {
    dev_t device = 0;
    ino_t inode = 0;

    bool operator==(const FileIdentity&) const = default;
};

FileIdentity identity_of(const std::string& path) {
    struct stat facts{};
    return lstat(path.c_str(), &facts) == 0 && S_ISSOCK(facts.st_mode)
               ? FileIdentity{facts.st_dev, facts.st_ino}
               : FileIdentity{};
}

class UnixDoor final : public Listener {
public:
    UnixDoor(Core& core, std::string path)
        : core_(core), path_(std::move(path)), acceptor_(core.io) {}
    UnixDoor(const UnixDoor&) = delete;
    UnixDoor& operator=(const UnixDoor&) = delete;
    ~UnixDoor() override { remove_file(); }

    Result<void> open() {
        BAYME_CHECK(remove_stale());
        boost::system::error_code error;
        acceptor_.open(Local{}, error);
        // The file gets the mode of the socket, so it is never open to others, not for an instant.
        if (!error && fchmod(acceptor_.native_handle(), S_IRUSR | S_IWUSR) != 0) {
            error.assign(errno, boost::system::system_category());
        }
        if (!error) {
            acceptor_.bind(Local::endpoint{path_}, error);
        }
        if (!error) {
            identity_ = identity_of(path_);
            acceptor_.listen(asio::socket_base::max_listen_connections, error);
        }
        if (error) {
            return fail(ErrorCode::unavailable, "cannot listen on {}: {}", path_, error.message());
        }
        return {};
    }

    asio::awaitable<void> run() override {
        while (acceptor_.is_open()) {
            boost::system::error_code error;
            Local::socket socket =
                co_await acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, error));
            if (error) {
                co_await rest_after(core_, error);
                continue;
            }
            ucred credentials{};
            socklen_t size = sizeof credentials;
            if (getsockopt(socket.native_handle(), SOL_SOCKET, SO_PEERCRED, &credentials, &size) !=
                0) {
                continue; // who it is cannot be told: not served
            }
            Peer peer;
            peer.kind = PeerKind::unix_socket;
            peer.address = "unix";
            peer.user_id = credentials.uid;
            if (!make_room(core_)) {
                turn_away(socket.native_handle(), peer.kind);
                continue;
            }
            auto wire = make_plain_wire(std::move(socket));
            admit(core_, std::move(wire), std::move(peer));
        }
    }

    void close() override {
        boost::system::error_code ignored;
        acceptor_.close(ignored);
        remove_file();
    }

    [[nodiscard]] std::uint16_t port() const override { return 0; }

private:
    // The file of a process that was killed: it is there, but connecting is refused.
    Result<void> remove_stale() {
        const auto found = identity_of(path_);
        if (found == FileIdentity{}) {
            return {};
        }
        Local::socket probe{core_.io};
        boost::system::error_code error;
        probe.connect(Local::endpoint{path_}, error);
        if (error != asio::error::connection_refused) {
            return fail(ErrorCode::unavailable, "another process answers on {}", path_);
        }
        unlink(path_.c_str());
        return {};
    }

    void remove_file() {
        if (identity_ != FileIdentity{} && identity_of(path_) == identity_) {
            unlink(path_.c_str());
        }
        identity_ = {};
    }

    Core& core_;
    std::string path_;
    Local::acceptor acceptor_;
    FileIdentity identity_;
};

} // namespace

Result<std::unique_ptr<Listener>> listen_unix(Core& core, const UnixListener& where) {
    constexpr std::size_t longest_path = 107;
    auto path = where.path.string();
    if (path.empty() || path.size() > longest_path) {
        return fail(ErrorCode::invalid_input,
                    "the path of a Unix socket has 1 to {} bytes, this one {}", longest_path,
                    path.size());
    }
    auto door = std::make_unique<UnixDoor>(core, std::move(path));
    BAYME_CHECK(door->open());
    return door;
}

} // namespace bayme::http
