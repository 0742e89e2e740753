# SPDX-License-Identifier: LicenseRef-Bayme
"""The company's own TikTok accounts, from the one-time link to the consent page and back, by either login: connected,
their posts listed, disconnected. No token is ever shown, and what was given back opens nothing any more."""

import json
import re
import urllib.parse

import program
import tap

WORLD = ["--scale", "tiny", "--seed", "5"]


def settings(sandbox):
    """What an installation is told so that both logins work."""
    return {"BAYME_TIKTOK_LOGIN_URL": sandbox.account_authorize_url,
            "BAYME_TIKTOK_DEVELOPERS_API_URL": sandbox.developers_url,
            "BAYME_TIKTOK_DEVELOPERS_CLIENT_KEY": sandbox.client_key,
            "BAYME_TIKTOK_DEVELOPERS_CLIENT_SECRET": sandbox.client_secret}


def connect(here, sandbox, login):
    """The link, its button, the consent page and the way back; returns what the last page says."""
    link = here.must("own-accounts", "connect", login).strip()
    _, page = program.request(link)
    action = re.search(r'<form[^>]* action="([^"]*)"', page).group(1)
    _, headers, text = program.post_form(urllib.parse.urljoin(link, action), program.inputs(page))
    cookies = "; ".join(cookie.split(";")[0] for cookie in headers.get_all("Set-Cookie", []))
    _, consent = program.request(headers["Location"])
    _, back, text = program.post_form(sandbox.account_authorize_url,
                                      [*program.inputs(consent), ("decision", "approve")])
    status, text = program.request(back["Location"], headers={"Cookie": cookies})
    return text if status == 200 else f"{status}: {text[-300:]}"


def accounts(here):
    return {one["kind"]: one for one in json.loads(here.must("own-accounts", "list", "--json"))["accounts"]}


def main():
    suite = tap.Suite("own_accounts")
    sandbox = program.Sandbox(*WORLD)
    here = program.Installation(sandbox, **settings(sandbox))
    here.must("init")
    here.serve("--json").first_line(lambda line: line.startswith("{"))
    try:
        for login in ("tiktok-account", "tiktok-developers"):
            page = connect(here, sandbox, login)
            suite.check(f"{login}: the consent ends with a connected account",
                        "The TikTok account is connected" in page, page)
        found = accounts(here)
        suite.equal("both logins stand beside each other", sorted(found), ["tiktok-account", "tiktok-developers"])
        suite.equal("they are in use", {one["state"] for one in found.values()}, {"active"})
        profile = found["tiktok-developers"]["account_id"]
        posts = json.loads(here.must("own-accounts", "posts", profile, "--read", "--json"))["posts"]
        suite.check("the account's posts are listed", len(posts) > 0 and all(post["post_id"] for post in posts), posts)
        suite.check("its name is known now", accounts(here)["tiktok-developers"]["name"] != "", found)
        told = here.must("own-accounts", "list", "--json") + here.must("call", "own_accounts.list")
        suite.equal("no token is shown", re.findall(r"access_token|refresh_token", told), [])
        refused = here.run("own-accounts", "posts", found["tiktok-account"]["account_id"], "--read")
        suite.check("the other login lists no posts, and says so", refused.returncode != 0 and
                    "tiktok-developers" in refused.stderr, refused)
        for login, one in found.items():
            here.must("own-accounts", "revoke", one["account_id"])
            suite.equal(f"{login}: disconnected", accounts(here)[login]["state"], "revoked")
        suite.equal("its posts are gone", json.loads(here.must("own-accounts", "posts", profile, "--json"))["posts"], [])
        suite.check("a second disconnection finds nothing to do",
                    here.run("own-accounts", "revoke", profile).returncode == 4, None)
        suite.equal("the audit trail is whole", here.run("audit", "verify").returncode, 0)
    finally:
        here.remove()
        sandbox.stop()
    suite.end()


if __name__ == "__main__":
    main()
