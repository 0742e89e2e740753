// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/md5.hpp"

#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <memory>

namespace bayme::http {
namespace {

constexpr std::size_t piece = std::size_t{64} << 10U;

class Md5 {
public:
    Md5() : context_(EVP_MD_CTX_new()) {
        ready_ = context_ && EVP_DigestInit_ex(context_.get(), EVP_md5(), nullptr) == 1;
    }
    void add(std::string_view bytes) {
        if (ready_) {
            EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size());
        }
    }
    Result<std::string> take() {
        if (!ready_) {
            return fail(ErrorCode::internal, "this machine does not offer MD5");
        }
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
        unsigned size = 0;
        EVP_DigestFinal_ex(context_.get(), digest.data(), &size);
        std::string hex;
        for (unsigned i = 0; i < size; ++i) {
            hex += fmt::format("{:02x}", digest[i]);
        }
        return hex;
    }

private:
    struct Free {
        void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    };

    std::unique_ptr<EVP_MD_CTX, Free> context_;
    bool ready_ = false;
};

} // namespace

Result<std::string> md5_of_file(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    Md5 md5;
    std::string bytes(piece, '\0');
    while (in) {
        in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        md5.add(std::string_view{bytes}.substr(0, static_cast<std::size_t>(in.gcount())));
    }
    if (!in.is_open() || !in.eof()) {
        return fail(Error{ErrorCode::invalid_input, fmt::format("{} cannot be read", path.string())}
                        .because("http.no_file"));
    }
    return md5.take();
}

Result<std::string> md5_of(std::string_view bytes) {
    Md5 md5;
    md5.add(bytes);
    return md5.take();
}

} // namespace bayme::http
