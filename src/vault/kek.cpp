// SPDX-License-Identifier: LicenseRef-Bayme
#include "vault/kek.hpp"

#include "vault/crypto.hpp"

#include <unistd.h>

namespace bayme::vault {
namespace {

// version | algorithm, as in every blob of the vault
constexpr std::string_view header{"\x01\x01", 2};

/// A key in this process's memory.
class LocalKek final : public KekProvider {
public:
    LocalKek(GuardedKey key, Random& random)
        : key_(std::move(key)), id_(to_hex(keyed_hash(key_.view(), "bayme/kek/v1", key_id_size))),
          random_(random) {}

    [[nodiscard]] std::string id() const override { return id_; }

    Result<std::string> wrap(const SecretText& key, std::string_view bound_to) override {
        return key.reveal([&](std::string_view bytes) {
            return std::string{header} + encrypt(key_.view(), bytes, bound_to, random_);
        });
    }

    Result<SecretText> unwrap(std::string_view wrapped, std::string_view bound_to) override {
        if (!wrapped.starts_with(header)) {
            return not_authentic("the wrapped key has an unknown form");
        }
        return decrypt(key_.view(), wrapped.substr(header.size()), bound_to);
    }

private:
    GuardedKey key_;
    std::string id_;
    Random& random_;
};

Result<std::unique_ptr<KekProvider>> make_kek(const SecretText& text, std::string_view from,
                                              Random& random) {
    return text.reveal([&](std::string_view hex) -> Result<std::unique_ptr<KekProvider>> {
        while (!hex.empty() && (hex.back() == '\n' || hex.back() == '\r' || hex.back() == ' ')) {
            hex.remove_suffix(1);
        }
        auto bytes = from_hex(hex);
        if (!bytes || hex.size() != 2 * key_size) {
            return fail(
                Error{ErrorCode::invalid_input,
                      fmt::format("the master key of {} is no {} hex digits", from, 2 * key_size),
                      "key_text"});
        }
        BAYME_TRY(auto key, GuardedKey::from(*bytes));
        return std::make_unique<LocalKek>(std::move(key), random);
    });
}

/// `allowed` are the permission bits that may be set at all.
Result<SecretText> read_private(FileSystem& files, const std::filesystem::path& path,
                                unsigned allowed) {
    const auto facts = files.facts(path);
    if (!facts && facts.error().code == ErrorCode::not_found) {
        return fail(Error{ErrorCode::not_found,
                          fmt::format("there is no master key at {}", path.string()),
                          "key_missing"});
    }
    BAYME_CHECK(facts);
    if ((facts->mode & ~allowed) != 0) {
        return fail(Error{ErrorCode::forbidden,
                          fmt::format("{} has mode {:04o}, wider than {:04o}: others may have read "
                                      "the master key",
                                      path.string(), facts->mode, allowed),
                          "key_mode"});
    }
    BAYME_TRY(auto text, files.read(path));
    return SecretText{std::move(text)};
}

Result<void> check_owner(FileSystem& files, const std::filesystem::path& path) {
    BAYME_TRY(const auto facts, files.facts(path));
    if (facts.owner != geteuid()) {
        return fail(Error{ErrorCode::forbidden,
                          fmt::format("{} belongs to user {}, not to user {}", path.string(),
                                      facts.owner, geteuid()),
                          "key_mode"});
    }
    return {};
}

} // namespace

Result<std::unique_ptr<KekProvider>> load_kek(FileSystem& files, const KekPlace& place,
                                              Random& random) {
    if (!place.credential.empty()) {
        // systemd shows its access list as a group's right to read.
        BAYME_TRY(const auto text, read_private(files, place.credential, 0440));
        return make_kek(text, "the credential", random);
    }
    if (!place.environment.empty()) {
        if (place.origin != PublicOrigin::loopback) {
            return fail(Error{ErrorCode::forbidden,
                              "the master key may come from the environment only while the public "
                              "address is loopback: use a file or a systemd credential",
                              "key_mode"});
        }
        return make_kek(place.environment, "the environment", random);
    }
    BAYME_TRY(const auto text, read_private(files, place.file, 0400));
    BAYME_CHECK(check_owner(files, place.file));
    return make_kek(text, place.file.string(), random);
}

Result<void> make_kek_file(FileSystem& files, const std::filesystem::path& file, Random& random) {
    if (files.facts(file)) {
        return fail(ErrorCode::conflict, "{} exists: a master key is never replaced",
                    file.string());
    }
    const SecretText bytes{random_bytes(random, key_size)};
    const SecretText text{bytes.reveal([](std::string_view key) { return to_hex(key); }) + "\n"};
    return text.reveal(
        [&](std::string_view line) { return files.write(file, line, FileMode::owner_read); });
}

} // namespace bayme::vault
