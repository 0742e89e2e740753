// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/tls_context.hpp"

#include <openssl/ssl.h>

#include <string_view>

namespace bayme::http {
namespace {

namespace ssl = boost::asio::ssl;

int choose_http_1_1(SSL* /*session*/, const unsigned char** chosen, unsigned char* length,
                    const unsigned char* offered, unsigned int offered_length, void* /*unused*/) {
    static constexpr std::string_view ours{"\x08http/1.1"};
    unsigned char* found = nullptr;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): OpenSSL's text is unsigned
    const auto* const list = reinterpret_cast<const unsigned char*>(ours.data());
    if (SSL_select_next_proto(&found, length, list, static_cast<unsigned>(ours.size()), offered,
                              offered_length) != OPENSSL_NPN_NEGOTIATED) {
        return SSL_TLSEXT_ERR_ALERT_FATAL;
    }
    *chosen = found;
    return SSL_TLSEXT_ERR_OK;
}

} // namespace

Result<void> TlsContext::load(const std::filesystem::path& certificate,
                              const std::filesystem::path& key) {
    auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
    auto* const native = context->native_handle();
    SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
    SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET |
                                    SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(native, 0);
    SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_cipher_list(native, "ECDHE+AESGCM:ECDHE+CHACHA20");
    SSL_CTX_set_alpn_select_cb(native, choose_http_1_1, nullptr);

    boost::system::error_code error;
    context->use_certificate_chain_file(certificate.string(), error);
    if (error) {
        return fail(ErrorCode::invalid_input, "cannot read the TLS certificate {}: {}",
                    certificate.string(), error.message());
    }
    context->use_private_key_file(key.string(), ssl::context::pem, error);
    if (error || SSL_CTX_check_private_key(native) != 1) {
        return fail(ErrorCode::invalid_input, "{} holds no key for the certificate {}",
                    key.string(), certificate.string());
    }
    const std::scoped_lock lock{mutex_};
    context_ = std::move(context);
    return {};
}

std::shared_ptr<ssl::context> TlsContext::current() const {
    const std::scoped_lock lock{mutex_};
    return context_;
}

} // namespace bayme::http
