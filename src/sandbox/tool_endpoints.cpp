// SPDX-License-Identifier: LicenseRef-Bayme
#include "sandbox/tool_endpoints.hpp"

#include "base/json_text.hpp"
#include "sandbox/dice.hpp"
#include "sandbox/dictionaries.hpp"
#include "sandbox/rules.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bayme::sandbox {

namespace {

/// {"NAME":[{…},…]}: one object for each row of a table that `keep` lets pass.
template <typename Keep, typename Write>
Answer listed(std::string_view name, std::string_view table, Keep keep, Write write) {
    JsonWriter out;
    out.begin_object().key(name).begin_array();
    for (const auto& word : words(table)) {
        if (keep(word)) {
            out.begin_object();
            write(out, word);
            out.end_object();
        }
    }
    return Answer{out.end_array().end_object().take()};
}

constexpr auto all = [](const Word&) {
    return true;
};

bool holds(const std::vector<std::string>& list, const std::string& one) {
    return std::ranges::find(list, one) != list.end();
}

} // namespace

Answer list_languages(Platform& /*platform*/, const Call& /*call*/) {
    return listed("languages", "languages", all, [](JsonWriter& out, const Word& word) {
        out.member("code", word.at("code")).member("name", word.at("name"));
    });
}

Answer list_interests(Platform& /*platform*/, const Call& /*call*/) {
    return listed("interest_categories", "interests", all, [](JsonWriter& out, const Word& word) {
        out.member("interest_category_id", word.at("id"))
            .member("interest_category_name", word.at("name"))
            .key("level")
            .number(word.at("level"))
            .key("sub_category_ids")
            .raw(json_array(word.subs))
            .key("placements")
            .raw("[]")
            .key("special_industries")
            .raw("[]");
    });
}

Answer list_actions(Platform& /*platform*/, const Call& /*call*/) {
    return listed("action_categories", "actions", all, [](JsonWriter& out, const Word& word) {
        out.member("action_category_id", word.at("id"))
            .member("name", word.at("name"))
            .member("action_scene", word.at("scene"))
            .member("description", word.at("name"))
            .key("level")
            .number(word.at("level"))
            .key("sub_category_ids")
            .raw(json_array(word.subs))
            .key("special_industries")
            .raw("[]");
    });
}

Answer recommend_keywords(Platform& /*platform*/, const Call& call) {
    const auto part = call.parameters.text("keyword");
    auto left = call.parameters.integer("limit", 50);
    return listed(
        "recommended_keywords", "keywords",
        [&](const Word& word) { return word.at("word").contains(part) && left-- > 0; },
        [](JsonWriter& out, const Word& word) {
            out.member("keyword_id", word.at("id"))
                .member("keyword", word.at("word"))
                .member("status", "EFFECTIVE");
        });
}

Answer show_keywords(Platform& /*platform*/, const Call& call) {
    std::vector<std::string> ids;
    for (const auto& query : call.parameters.objects("keyword_query")) {
        ids.push_back(query.text("keyword_id"));
    }
    return listed(
        "keywords", "keywords", [&](const Word& word) { return holds(ids, word.at("id")); },
        [](JsonWriter& out, const Word& word) {
            out.member("keyword_id", word.at("id"))
                .member("keyword", word.at("word"))
                .member("status", "EFFECTIVE");
        });
}

Answer recommend_hashtags(Platform& /*platform*/, const Call& call) {
    const auto parts = call.parameters.texts("keywords");
    const bool every = call.parameters.text("operator") != "OR";
    const auto matches = [&](const Word& word) {
        const auto has = [&](const std::string& part) {
            return word.at("word").contains(part);
        };
        return every ? std::ranges::all_of(parts, has) : std::ranges::any_of(parts, has);
    };
    return listed("recommend_keywords", "hashtags", matches,
                  [&](JsonWriter& out, const Word& word) {
                      const auto input = std::ranges::find_if(
                          parts, [&](const auto& part) { return word.at("word").contains(part); });
                      out.member("keyword_id", word.at("id"))
                          .member("keyword", "#" + word.at("word"))
                          .member("keyword_status", "ONLINE")
                          .member("input_keyword", *input);
                  });
}

Answer show_hashtags(Platform& /*platform*/, const Call& call) {
    const auto ids = call.parameters.texts("keyword_ids");
    return listed(
        "keywords_status", "hashtags", [&](const Word& word) { return holds(ids, word.at("id")); },
        [](JsonWriter& out, const Word& word) {
            out.member("keyword", "#" + word.at("word"))
                .member("keyword_id", word.at("id"))
                .member("keyword_status", "ONLINE");
        });
}

Answer list_carriers(Platform& /*platform*/, const Call& /*call*/) {
    JsonWriter out;
    std::string country;
    out.begin_object().key("countries").begin_array();
    for (const auto& word : words("carriers")) {
        if (word.at("country") != country) {
            if (!country.empty()) {
                out.end_array().end_object();
            }
            country = word.at("country");
            out.begin_object().member("country_code", country).key("carriers").begin_array();
        }
        out.begin_object()
            .member("carrier_id", word.at("id"))
            .member("name", word.at("name"))
            .key("in_use")
            .boolean(true)
            .key("value")
            .begin_array()
            .begin_object()
            .member("hni_id", word.at("id") + "1")
            .key("in_use")
            .boolean(true)
            .end_object()
            .end_array()
            .end_object();
    }
    if (!country.empty()) {
        out.end_array().end_object();
    }
    return Answer{out.end_array().end_object().take()};
}

Answer list_devices(Platform& /*platform*/, const Call& /*call*/) {
    return listed("device_models", "devices", all, [](JsonWriter& out, const Word& word) {
        out.member("device_model_id", word.at("id"))
            .member("device_model_name", word.at("brand") + " " + word.at("name"))
            .member("os_type", word.at("os"))
            .member("level", "MODEL")
            .key("is_active")
            .boolean(true)
            .key("child_device_ids")
            .raw("[]");
    });
}

Answer list_os_versions(Platform& /*platform*/, const Call& call) {
    const auto type = call.parameters.text("os_type");
    return listed(
        "os_versions", "os_versions", [&](const Word& word) { return word.at("os") == type; },
        [](JsonWriter& out, const Word& word) {
            out.member("os_id", word.at("id"))
                .member("name", word.at("os") + " " + word.at("version"))
                .member("os_type", word.at("os"))
                .member("version", word.at("version"));
        });
}

Answer list_phone_codes(Platform& /*platform*/, const Call& /*call*/) {
    return listed("phone_region_code_infos", "phone_codes", all,
                  [](JsonWriter& out, const Word& word) {
                      out.member("phone_region_code", word.at("region"))
                          .member("phone_region_calling_code", word.at("code"))
                          .member("phone_region_name", word.at("name"));
                  });
}

Answer list_timezones(Platform& /*platform*/, const Call& /*call*/) {
    return listed("timezones", "timezones", all, [](JsonWriter& out, const Word& word) {
        out.member("timezone", word.at("name")).member("gmt_offset", word.at("offset"));
    });
}

Answer validate_url(Platform& /*platform*/, const Call& call) {
    const auto url = call.parameters.text("url");
    const bool valid =
        (url.starts_with("http://") || url.starts_with("https://")) && !url.contains(".invalid");
    return Answer{fmt::format(R"({{"is_valid":{}}})", valid)};
}

/// What clicks and conversions of running ads cost here, and a little more.
Answer recommend_bid(Platform& platform, const Call& call) {
    const auto& account = account_of(platform, call);
    const Minor unit = account.ratio * (account.digits == 0 ? 1 : 100);
    const bool clicks = call.parameters.text("objective_type") == "TRAFFIC";
    const auto luck = mix(static_cast<std::uint64_t>(account.created));
    const auto bid = (clicks ? 40 : 900) * unit / 100 + static_cast<Minor>(luck % 20) * unit / 100;
    return Answer{fmt::format(R"({{"bid":{}}})", minor_number(bid, account.digits))};
}

} // namespace bayme::sandbox
