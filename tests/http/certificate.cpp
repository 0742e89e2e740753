// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/certificate.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <memory>
#include <stdexcept>

namespace bayme::http::test {
namespace {

template <auto Free>
struct Freed {
    template <typename T>
    void operator()(T* object) const {
        (void)Free(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;
using File = std::unique_ptr<std::FILE, Freed<std::fclose>>;

void need(bool done) {
    if (!done) {
        throw std::runtime_error("cannot make a certificate");
    }
}

Certificate make(EVP_PKEY* key, const std::string& name) {
    Certificate made{X509_new()};
    X509_set_version(made.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), 86400);
    X509_set_pubkey(made.get(), key);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): OpenSSL's text is unsigned
    const auto* const text = reinterpret_cast<const unsigned char*>(name.c_str());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(made.get()), "CN", MBSTRING_UTF8, text, -1, -1,
                               0);
    X509_set_issuer_name(made.get(), X509_get_subject_name(made.get()));
    const Extension names{
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, ("DNS:" + name).c_str())};
    need(X509_add_ext(made.get(), names.get(), -1) == 1);
    need(X509_sign(made.get(), key, EVP_sha256()) != 0);
    return made;
}

} // namespace

void write_certificate(const std::filesystem::path& certificate, const std::filesystem::path& key,
                       const std::string& name) {
    const Key pair{EVP_EC_gen("P-256")};
    need(pair != nullptr);
    const auto made = make(pair.get(), name);
    const File certificate_file{std::fopen(certificate.c_str(), "w")};
    need(PEM_write_X509(certificate_file.get(), made.get()) == 1);
    const File key_file{std::fopen(key.c_str(), "w")};
    need(PEM_write_PrivateKey(key_file.get(), pair.get(), nullptr, nullptr, 0, nullptr, nullptr) ==
         1);
}

} // namespace bayme::http::test
