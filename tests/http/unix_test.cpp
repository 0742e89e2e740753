// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/server_fixture.hpp"
#include "support/scratch_folder.hpp"

#include <fstream>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace bayme::http {
namespace {

using bayme::test::ScratchFolder;
using test::RawSocket;

class UnixTest : public test::ServerTest {
protected:
    [[nodiscard]] ServerOptions on_socket() const {
        ServerOptions options;
        options.unix_sockets.push_back({path_});
        options.host = "not.checked.here";
        return options;
    }
    [[nodiscard]] static std::string ask_who(const std::filesystem::path& path) {
        return RawSocket::unix_socket(path).ask("GET / HTTP/1.1\r\nHost: bayme\r\n\r\n").body;
    }
    static Response who(const Request& request) {
        Response response;
        response.body = request.peer.kind == PeerKind::unix_socket && request.peer.user_id
                            ? std::to_string(*request.peer.user_id)
                            : "nobody";
        return response;
    }

    ScratchFolder folder_;
    std::filesystem::path path_ = folder_ / "bayme.sock";
};

TEST_F(UnixTest, TheKernelSaysWhoAsks) {
    start(on_socket(), who);

    EXPECT_EQ(ask_who(path_), std::to_string(geteuid()));
    EXPECT_TRUE(server_->ports().empty());
}

TEST_F(UnixTest, OnlyTheOwnerMayConnect) {
    start(on_socket(), who);

    struct stat facts{};
    ASSERT_EQ(stat(path_.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 07777U, 0600U);
}

TEST_F(UnixTest, AStaleSocketFileIsReplaced) {
    // What a killed process leaves: the file, and nobody behind it.
    const int left = socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path_.string().copy(address.sun_path, sizeof address.sun_path - 1);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the socket interface wants it
    ASSERT_EQ(bind(left, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    close(left);

    start(on_socket(), who);

    EXPECT_EQ(ask_who(path_), std::to_string(geteuid()));
}

TEST_F(UnixTest, ASocketSomebodyAnswersOnIsLeftAlone) {
    start(on_socket(), who);

    const auto second = Server::start(on_socket(), who);

    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::unavailable);
    EXPECT_EQ(ask_who(path_), std::to_string(geteuid()));
}

TEST_F(UnixTest, AFileThatIsNoSocketIsLeftAlone) {
    std::ofstream(path_) << "precious";

    const auto started = Server::start(on_socket(), who);

    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().code, ErrorCode::unavailable);
    EXPECT_EQ(std::filesystem::file_size(path_), 8U);
}

TEST_F(UnixTest, TheSocketFileGoesWithTheServer) {
    start(on_socket(), who);

    server_.reset();

    EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(UnixTest, APathTooLongForTheKernelIsRefused) {
    path_ = folder_ / std::string(120, 's');

    const auto started = Server::start(on_socket(), who);

    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().code, ErrorCode::invalid_input);
}

TEST_F(UnixTest, ATcpPortInUseIsUnavailable) {
    start();
    ServerOptions options;
    options.tcp.push_back({"127.0.0.1", server_->ports().at(0), false});

    const auto second = Server::start(std::move(options), who);

    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::unavailable);
}

} // namespace
} // namespace bayme::http
