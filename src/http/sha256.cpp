// SPDX-License-Identifier: LicenseRef-Bayme
#include "http/sha256.hpp"

#include <openssl/evp.h>

namespace bayme::http {

Result<std::string> sha256_of(std::string_view bytes) {
    std::string digest(EVP_MAX_MD_SIZE, '\0');
    unsigned size = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(digest.data()),
                   &size, EVP_sha256(), nullptr) != 1) {
        return fail(ErrorCode::internal, "this machine does not offer SHA-256");
    }
    digest.resize(size);
    return digest;
}

} // namespace bayme::http
