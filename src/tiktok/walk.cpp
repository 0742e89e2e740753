// SPDX-License-Identifier: LicenseRef-Bayme
#include "tiktok/walk.hpp"

#include "tiktok/endpoints.hpp"

#include <algorithm>
#include <optional>
#include <unordered_set>

namespace bayme::tiktok {
namespace {

constexpr std::int64_t most_pages = 100'000;
/// Each brings the addresses of its pictures: a thousand would be a large answer.
constexpr int files_a_page = 200;

/// Follows page_info from page to page.
class Progress {
public:
    /// @return whether another page is to be asked for.
    Result<bool> after(int asked, const PageInfo& info, const CallFacts& facts, bool empty) {
        proof.request_ids.push_back(facts.request_id);
        proof.ads_throttled = proof.ads_throttled || facts.ads_throttled;
        proof.partial = proof.partial || facts.partial;
        proof.total_moved =
            proof.total_moved || info.page != asked || (total_ && *total_ != info.total_number);
        total_ = info.total_number;
        proof.stated_total = info.total_number;
        if (info.total_page > most_pages) {
            return fail(Error{.code = ErrorCode::unavailable,
                              .message = fmt::format("TikTok states {} pages", info.total_page),
                              .reason = "tiktok.shape",
                              .request_id = facts.request_id});
        }
        // An empty page before the last one: the rest has moved away.
        return !empty && asked < info.total_page;
    }

    void count(bool fresh) {
        if (fresh) {
            ++proof.seen;
        } else {
            ++proof.duplicates;
        }
    }

    WalkProof proof;

private:
    std::optional<std::int64_t> total_;
};

const std::string& id_text(const std::string& id) {
    return id;
}
template <typename Tag>
const std::string& id_text(const Id<Tag>& id) {
    return id.text();
}

template <typename T, typename AskPage>
Result<Listing<T>> walk(AskPage&& ask) {
    Listing<T> listing;
    Progress progress;
    std::unordered_set<std::string> ids;
    for (int number = 1;; ++number) {
        BAYME_TRY(auto answer, ask(PageRequest{.page = number}));
        auto& page = answer.value;
        for (auto& item : page.items) {
            const bool fresh = ids.insert(id_text(item.id)).second;
            progress.count(fresh);
            if (fresh) {
                listing.items.push_back(std::move(item));
            }
        }
        BAYME_TRY(const bool more,
                  progress.after(number, page.info, answer.facts, page.items.empty()));
        if (!more) {
            listing.proof = std::move(progress.proof);
            return listing;
        }
    }
}

/// A row's dimensions, parted by a byte no id or time has.
std::string key_of(const ReportRows& rows, std::size_t row, std::size_t dimensions) {
    std::string key;
    for (std::size_t column = 0; column < dimensions; ++column) {
        key += rows.text(row, column);
        key += '\0';
    }
    return key;
}

} // namespace

Result<Listing<Campaign>> all_campaigns(Client& client, const CallContext& context,
                                        const SecretText& token, const ObjectFilter& filter) {
    return walk<Campaign>(
        [&](PageRequest page) { return client.campaigns(context, token, filter, page); });
}

Result<Listing<Adgroup>> all_adgroups(Client& client, const CallContext& context,
                                      const SecretText& token, const ObjectFilter& filter) {
    return walk<Adgroup>(
        [&](PageRequest page) { return client.adgroups(context, token, filter, page); });
}

Result<Listing<Ad>> all_ads(Client& client, const CallContext& context, const SecretText& token,
                            const ObjectFilter& filter) {
    return walk<Ad>([&](PageRequest page) { return client.ads(context, token, filter, page); });
}

Result<Listing<Video>> all_videos(Client& client, const CallContext& context,
                                  const SecretText& token, const VideoFilter& filter) {
    return walk<Video>([&](PageRequest page) {
        return search_videos(client, context, token, {filter, {page.page, files_a_page}});
    });
}

Result<Listing<Image>> all_images(Client& client, const CallContext& context,
                                  const SecretText& token, const ImageFilter& filter) {
    return walk<Image>([&](PageRequest page) {
        return search_images(client, context, token, {filter, {page.page, files_a_page}});
    });
}

Result<Listing<Identity>> all_identities(Client& client, const CallContext& context,
                                         const SecretText& token) {
    return walk<Identity>([&](PageRequest page) {
        IdentitySearch search;
        search.page.page = page.page;
        return identities(client, context, token, search);
    });
}

Result<WalkProof> walk_report(Client& client, const CallContext& context, const SecretText& token,
                              const ReportRequest& request,
                              const std::function<Result<void>(const ReportPage&)>& take) {
    Progress progress;
    std::unordered_set<std::string> keys;
    const auto dimensions = dimensions_of(request).size();
    for (int number = 1;; ++number) {
        BAYME_TRY(const auto answer, client.report(context, token, request, number));
        const auto& rows = answer.value.rows;
        for (std::size_t row = 0; row < rows.size(); ++row) {
            progress.count(keys.insert(key_of(rows, row, dimensions)).second);
        }
        BAYME_CHECK(take(answer.value));
        BAYME_TRY(const bool more,
                  progress.after(number, answer.value.info, answer.facts, rows.size() == 0));
        if (!more) {
            return std::move(progress.proof);
        }
    }
}

Result<std::vector<Advertiser>> all_advertiser_info(Client& client, const CallContext& context,
                                                    const SecretText& token,
                                                    std::span<const AdvertiserId> ids) {
    const auto batch = static_cast<std::size_t>(endpoint("advertiser.info").limits.ids);
    std::vector<Advertiser> all;
    for (std::size_t first = 0; first < ids.size(); first += batch) {
        const auto part = ids.subspan(first, std::min(batch, ids.size() - first));
        BAYME_TRY(auto answer, client.advertiser_info(context, token, part));
        std::ranges::move(answer.value, std::back_inserter(all));
    }
    return all;
}

} // namespace bayme::tiktok
