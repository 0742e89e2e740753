// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/md5.hpp"

#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <memory>

namespace bayme::http {
namespace {

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

constexpr std::size_t piece = std::size_t{64} << 10U;

} // namespace

Result<std::string> md5_of_file(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    const std::unique_ptr<EVP_MD_CTX, FreeContext> context{EVP_MD_CTX_new()};
    if (!context || EVP_DigestInit_ex(context.get(), EVP_md5(), nullptr) != 1) {
        return fail(ErrorCode::internal, "this machine does not offer MD5");
    }
    std::string bytes(piece, '\0');
    while (in) {
        in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        EVP_DigestUpdate(context.get(), bytes.data(), static_cast<std::size_t>(in.gcount()));
    }
    if (!in.is_open() || !in.eof()) {
        return fail(Error{ErrorCode::invalid_input, fmt::format("{} cannot be read", path.string())}
                        .because("http.no_file"));
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_DigestFinal_ex(context.get(), digest.data(), &size);
    std::string hex;
    for (unsigned i = 0; i < size; ++i) {
        hex += fmt::format("{:02x}", digest[i]);
    }
    return hex;
}

} // namespace bayme::http
