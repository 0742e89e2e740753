// SPDX-License-Identifier: LicenseRef-Bayme
// The walk of issue 2 in a real browser: the link, the consent page, accounts, campaigns, a campaign paused through a
// plan; and the public pages without cookie, script or foreign host. Pictures are left in build/e2e.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { launch, Visitor } from "./browser.mjs";
import { end, run, start, startSandbox, stop, test } from "./program.mjs";

const folder = mkdtempSync(join(tmpdir(), "bayme-e2e-"));
const sandbox = await startSandbox("--scale", "tiny", "--seed", "11");
const env = {
  BAYME_DATA_DIR: join(folder, "data"),
  BAYME_SERVER_LISTEN: "127.0.0.1:0",
  BAYME_TIKTOK_API_URL: sandbox.api_url,
  BAYME_TIKTOK_AUTHORIZE_URL: sandbox.authorize_url,
  BAYME_TIKTOK_APP_ID: sandbox.app_id,
  BAYME_TIKTOK_APP_SECRET: sandbox.app_secret,
};
const initialised = await start(["init"], { env, holds: (line) => line.includes("/link/") });
const path = /\/link\/\S+/.exec(initialised.line)[0];
const server = await start(["serve", "--json"], { env, holds: (line) => line.startsWith("{") });
const origin = new URL(JSON.parse(server.line).url).origin;
const hosts = [new URL(origin).host, new URL(sandbox.authorize_url).host];
const browser = await launch();
const [advertiser_id] = sandbox.advertiser_ids;

async function control(path, query) {
  return (await fetch(new URL(`${path}?${new URLSearchParams(query)}`, sandbox.control_url))).json();
}
const objects = (query) => control("/objects", query);
const campaignsAtTikTok = async () => (await objects({ advertiser_id, level: "campaign" })).list
  .filter((campaign) => !campaign.secondary_status.endsWith("_DELETE"));

const publicPages = { "/": 200, "/privacy": 200, "/developers": 200, "/nowhere": 404 };

for (const [page, status] of Object.entries(publicPages)) {
  await test(`${page} answers ${status}, sets no cookie, has no script and asks nobody else`, async () => {
    const visitor = await Visitor.arrive(browser, { hosts });
    await visitor.open(new URL(page, origin), status);
    await visitor.picture(`public${page.replaceAll("/", "-")}`);
    assert.equal(await visitor.page.locator("script").count(), 0);
    assert.deepEqual(await visitor.context.cookies(), []);
    assert.deepEqual(await visitor.accessibility(), []);
    visitor.assertClean();
    await visitor.leave();
  });
}

const owner = await Visitor.arrive(browser, { hosts });
const { page } = owner;

await test("a page for staff refuses whoever has no session", async () => {
  const stranger = await Visitor.arrive(browser, { hosts });
  const answer = await stranger.page.goto(new URL("/app/accounts", origin).href);
  assert.ok([401, 403].includes(answer.status()) || new URL(stranger.page.url()).pathname === "/sign-in");
  await stranger.leave();
});

await test("the link opens a session, and only once", async () => {
  await owner.open(new URL(path, origin));
  await owner.picture("link");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/app(\/|$)/);
  const stranger = await Visitor.arrive(browser, { hosts });
  await stranger.page.goto(new URL(path, origin).href);
  await stranger.page.getByRole("button", { name: "Sign in" }).click();
  await stranger.page.getByText("This link does not work").first().waitFor();
  assert.deepEqual(await stranger.context.cookies(), [], "the link opened twice");
  await stranger.leave();
});

await test("connecting goes through the consent page and names the accounts found", async () => {
  await owner.open(new URL("/app/accounts", origin));
  await page.getByRole("button", { name: "Connect TikTok" }).first().click();
  await page.waitForURL((url) => url.host === new URL(sandbox.authorize_url).host);
  await owner.picture("consent");
  await page.getByRole("button", { name: "Approve" }).click();
  await page.waitForURL((url) => url.host === new URL(origin).host);
  await owner.picture("found-accounts");
  for (const advertiser of sandbox.advertiser_ids) await page.getByText(advertiser).first().waitFor();
  assert.deepEqual(await owner.accessibility(), []);
  await page.getByRole("button", { name: "Keep the chosen accounts" }).click();
  await page.getByText(`${sandbox.advertiser_ids.length} ad accounts connected`).first().waitFor();
});

await test("a sync brings the figures", () => run(["sync", "all", "--wait"], env));

await test("the accounts are listed", async () => {
  await owner.open(new URL("/app/accounts", origin));
  for (const { name } of (await objects({})).list) await page.getByText(name).first().waitFor();
  await owner.picture("accounts");
  assert.deepEqual(await owner.accessibility(), []);
});

const campaigns = new URL(`/app/campaigns?account=${advertiser_id}`, origin);

await test("the campaigns are listed", async () => {
  await owner.open(campaigns);
  for (const campaign of await campaignsAtTikTok()) await page.getByText(campaign.campaign_name).first().waitFor();
  await owner.picture("campaigns");
  assert.deepEqual(await owner.accessibility(), []);
});

await test("a campaign is paused through a plan, once, and is seen paused", async () => {
  const chosen = (await campaignsAtTikTok()).find((campaign) => campaign.operation_status === "ENABLE");
  const row = page.getByRole("row").filter({ hasText: chosen.campaign_name });
  await row.getByRole("button", { name: "Pause" }).click();
  await owner.picture("plan");
  assert.deepEqual(await owner.accessibility(), []);
  await page.getByRole("button", { name: "Approve and apply 1 change" }).click();
  // The page reads itself again while the change is under way.
  await page.getByText("Every change was applied and read back from TikTok.").waitFor({ timeout: 60_000 });
  await owner.picture("applied");

  await owner.open(campaigns);
  await page.getByRole("row").filter({ hasText: chosen.campaign_name }).getByText("Paused")
    .filter({ visible: true }).waitFor();
  await owner.picture("paused");
  const now = (await campaignsAtTikTok()).find((campaign) => campaign.campaign_id === chosen.campaign_id);
  assert.equal(now.operation_status, "DISABLE");
  const { entries } = await control("/ledger", { path: "campaign/status/update" });
  assert.equal(entries.length, 1, "TikTok was told more than once");
});

await test("the ledger shows every account day, leads to the cubes and names the gaps", async () => {
  await owner.open(new URL("/app/ledger", origin));
  await page.getByRole("heading", { name: "Gaps" }).waitFor();
  await owner.picture("ledger");
  assert.deepEqual(await owner.accessibility(), []);
  await page.getByRole("rowheader").getByRole("link").first().click();
  await page.getByRole("rowheader", { name: "campaign, by day" }).first().waitFor();
  await owner.picture("ledger-cubes");
  assert.deepEqual(await owner.accessibility(), []);
});

await test("an export is compared on a page", async () => {
  await owner.open(new URL("/app/ledger/compare", origin));
  await page.getByLabel("Export of Ads Manager").setInputFiles({ name: "export.csv", mimeType: "text/csv",
    buffer: Buffer.from("Campaign ID,Day,Cost,Notes\n1,2026-01-01,12.00,x\n") });
  await page.getByLabel("The file is about").selectOption(advertiser_id);
  await page.getByRole("button", { name: "Compare" }).click();
  await page.getByText("Differs").first().waitFor();
  await page.getByText("Notes").first().waitFor();
  await owner.picture("compare");
  assert.deepEqual(await owner.accessibility(), []);
});

async function post(path, body) {
  const answer = await fetch(new URL(path, sandbox.control_url), { method: "POST", body: JSON.stringify(body) });
  assert.ok(answer.ok, await answer.text());
}

await test("what failed for good is listed with its cause and retried on Jobs", async () => {
  await post("/faults", { rules: [{ path: "adgroup/get", code: 40002, message: "filtering: odd value" }] });
  await assert.rejects(run(["sync", "structure", "--wait"], env));
  await post("/faults", { rules: [] });
  await owner.open(new URL("/app/jobs", origin));
  const failed = sandbox.advertiser_ids.length;
  await page.getByRole("heading", { name: `Failed for good (${failed})` }).waitFor();
  await page.getByText("filtering: odd value").first().waitFor();
  await owner.picture("jobs-failed");
  assert.deepEqual(await owner.accessibility(), []);
  for (let left = failed; left > 0; left -= 1) {
    await page.getByRole("heading", { name: `Failed for good (${left})` }).waitFor();
    await page.getByRole("button", { name: "Retry" }).first().click();
  }
  await page.getByRole("heading", { name: "Jobs" }).first().waitFor();
  assert.equal(await page.getByText("Failed for good").count(), 0);
});

await test("an account is paused with a reason and resumed on Jobs, and a sync says that it waits", async () => {
  await owner.open(new URL("/app/jobs", origin));
  await page.getByLabel("What to pause").selectOption(`account:${advertiser_id}`);
  await page.getByLabel("Why").fill("the agency moves its campaigns");
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByText("the agency moves its campaigns").first().waitFor();
  await assert.rejects(run(["sync", "structure", "--wait"], env), /paused/);
  await owner.open(new URL("/app/jobs", origin));
  await owner.picture("jobs-paused");
  assert.deepEqual(await owner.accessibility(), []);
  await page.setViewportSize({ width: 390, height: 844 });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, "jobs is too wide");
  await owner.picture("jobs-phone");
  assert.deepEqual(await owner.accessibility(), []);
  await page.setViewportSize({ width: 1440, height: 900 });
  await owner.open(new URL("/app/accounts", origin));
  await page.getByText("Paused", { exact: true }).filter({ visible: true }).first().waitFor();
  await owner.open(new URL("/app/jobs", origin));
  await page.getByRole("button", { name: "Resume" }).click();
  await page.waitForURL(/\/app\/jobs$/);
  assert.equal(await page.getByText("the agency moves its campaigns").count(), 0);
  await run(["sync", "structure", "--wait"], env);
});

await test("on a phone every value of a list can be reached", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const screen of ["accounts", "campaigns", "ledger", "ledger/compare", "plans", "jobs"]) {
    await owner.open(new URL(`/app/${screen}`, origin));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, `${screen} is too wide`);
    if (screen === "ledger") await owner.picture("ledger-phone");
  }
  await owner.open(new URL("/app/accounts", origin));
  await page.getByText("More").filter({ visible: true }).first().click();
  await page.getByText("Advertiser id").filter({ visible: true }).first().waitFor();
  await page.getByText(/^7\d+$/).filter({ visible: true }).first().waitFor();
  await owner.picture("phone");
  assert.deepEqual(await owner.accessibility(), []);
  await page.setViewportSize({ width: 1440, height: 900 });
});

await test("a connection is ended after a question that says what is kept", async () => {
  await owner.open(new URL("/app/accounts", origin));
  await page.getByRole("link", { name: "Disconnect" }).click();
  await page.getByText("how long each is kept").waitFor();
  await owner.picture("disconnect");
  assert.deepEqual(await owner.accessibility(), []);
  await page.getByLabel("Yes, end this connection").check();
  await page.getByRole("button", { name: "Disconnect" }).click();
  await page.getByText("Connection revoked").first().waitFor();
  assert.equal((await control("/ledger", { path: "oauth2/revoke_token" })).entries.length, 1);
  assert.equal(await page.getByRole("link", { name: "Disconnect" }).count(), 0);
});

await test("nothing was refused by the policy and nobody else was asked", () => owner.assertClean());

await browser.close();
await stop(server.process);
await sandbox.stop();
rmSync(folder, { recursive: true, force: true });
end();
