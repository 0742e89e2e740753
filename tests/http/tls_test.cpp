// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/certificate.hpp"
#include "http/server_fixture.hpp"
#include "support/scratch_folder.hpp"

#include <openssl/ssl.h>

#include <chrono>
#include <fstream>

namespace bayme::http {
namespace {

using bayme::test::ScratchFolder;
using test::RawSocket;

/// One TLS connection of OpenSSL's own client, certificates not checked.
class TlsClient {
public:
    TlsClient(std::uint16_t port, int lowest, int highest) : socket_(RawSocket::tcp(port)) {
        SSL_CTX_set_min_proto_version(context_.get(), lowest);
        SSL_CTX_set_max_proto_version(context_.get(), highest);
        session_.reset(SSL_new(context_.get()));
        SSL_set_fd(session_.get(), socket_.descriptor());
        connected_ = SSL_connect(session_.get()) == 1;
    }
    explicit TlsClient(std::uint16_t port) : TlsClient(port, TLS1_2_VERSION, TLS1_3_VERSION) {}

    [[nodiscard]] bool connected() const { return connected_; }
    [[nodiscard]] std::string subject() const {
        std::array<char, 100> name{};
        X509* const certificate = SSL_get1_peer_certificate(session_.get());
        X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name.data(),
                                  name.size());
        X509_free(certificate);
        return name.data();
    }
    std::string ask(const std::string& bytes) {
        SSL_write(session_.get(), bytes.data(), static_cast<int>(bytes.size()));
        std::string answer(65536, '\0');
        const int got = SSL_read(session_.get(), answer.data(), static_cast<int>(answer.size()));
        answer.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
        return answer;
    }
    /// True when the server ended with a close alert, not by cutting.
    bool ends_cleanly() {
        char byte = 0;
        const int got = SSL_read(session_.get(), &byte, 1);
        return got == 0 && SSL_get_error(session_.get(), got) == SSL_ERROR_ZERO_RETURN;
    }

private:
    RawSocket socket_;
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_{SSL_CTX_new(TLS_client_method()),
                                                               SSL_CTX_free};
    std::unique_ptr<SSL, decltype(&SSL_free)> session_{nullptr, SSL_free};
    bool connected_ = false;
};

class TlsTest : public test::ServerTest {
protected:
    static ServerOptions with_tls(const ScratchFolder& folder) {
        ServerOptions options;
        options.tcp.push_back({"127.0.0.1", 0, true});
        options.tls_certificate = folder / "certificate.pem";
        options.tls_key = folder / "key.pem";
        return options;
    }
    void SetUp() override {
        test::write_certificate(folder_ / "certificate.pem", folder_ / "key.pem", "first");
    }
    [[nodiscard]] std::uint16_t port() const { return server_->ports().at(0); }

    ScratchFolder folder_;
};

const std::string closing = "GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
const std::string keeping = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

TEST_F(TlsTest, ServesOverTlsAndSaysSo) {
    start(with_tls(folder_), [](const Request& request) {
        Response response;
        response.body = request.peer.kind == PeerKind::tls && request.peer.loopback ? "yes" : "no";
        return response;
    });
    TlsClient client{port()};

    ASSERT_TRUE(client.connected());
    EXPECT_TRUE(client.ask(keeping).ends_with("\r\n\r\nyes"));
    EXPECT_TRUE(client.ask(closing).ends_with("\r\n\r\nyes"));
    EXPECT_TRUE(client.ends_cleanly());
}

TEST_F(TlsTest, SpeaksTls12And13AndNothingOlder) {
    start(with_tls(folder_));

    EXPECT_TRUE(TlsClient(port(), TLS1_2_VERSION, TLS1_2_VERSION).connected());
    EXPECT_TRUE(TlsClient(port(), TLS1_3_VERSION, TLS1_3_VERSION).connected());
    EXPECT_FALSE(TlsClient(port(), TLS1_VERSION, TLS1_1_VERSION).connected());
}

TEST_F(TlsTest, NewConnectionsGetAReloadedCertificate) {
    start(with_tls(folder_));
    TlsClient before{port()};
    ASSERT_TRUE(before.connected());

    test::write_certificate(folder_ / "certificate.pem", folder_ / "key.pem", "second");
    const auto reloaded = server_->reload_certificates();

    ASSERT_TRUE(reloaded) << reloaded.error();
    EXPECT_TRUE(before.ask(keeping).starts_with("HTTP/1.1 200"));
    EXPECT_EQ(before.subject(), "first");
    EXPECT_EQ(TlsClient(port()).subject(), "second");
}

TEST_F(TlsTest, ABadCertificateOnReloadLeavesTheOldOne) {
    start(with_tls(folder_));

    std::ofstream(folder_ / "certificate.pem") << "not a certificate";
    const auto unreadable = server_->reload_certificates();
    test::write_certificate(folder_ / "certificate.pem", folder_ / "other.pem", "third");
    const auto foreign_key = server_->reload_certificates();

    ASSERT_FALSE(unreadable);
    EXPECT_EQ(unreadable.error().code, ErrorCode::invalid_input);
    ASSERT_FALSE(foreign_key);
    EXPECT_EQ(foreign_key.error().code, ErrorCode::invalid_input);
    EXPECT_EQ(TlsClient(port()).subject(), "first");
}

TEST_F(TlsTest, AServerWithoutItsCertificateDoesNotStart) {
    auto options = with_tls(folder_);
    options.tls_key = folder_ / "missing.pem";

    const auto started = Server::start(std::move(options), test::describe);

    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().code, ErrorCode::invalid_input);
}

TEST_F(TlsTest, AHandshakeThatStallsOrIsNoneIsCut) {
    auto options = with_tls(folder_);
    options.limits.header_deadline = std::chrono::milliseconds{100};
    start(std::move(options));
    auto silent = connect();
    auto plain = connect();

    plain.send(closing);

    EXPECT_TRUE(silent.ends());
    EXPECT_EQ(plain.read_all().find("HTTP"), std::string::npos);
}

} // namespace
} // namespace bayme::http
