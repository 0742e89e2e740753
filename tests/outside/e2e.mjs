// SPDX-License-Identifier: LicenseRef-Bayme
// The walk of issue 2 in a real browser: the link, the consent page, accounts, campaigns, a campaign paused through a
// plan; and the public pages without cookie, script or foreign host. Pictures are left in build/e2e.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { launch, Visitor } from "./browser.mjs";
import { end, start, startSandbox, stop, test } from "./program.mjs";

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

const publicPages = { "/": 200, "/privacy": 200, "/developers": 200, "/nowhere": 404 };

for (const [page, status] of Object.entries(publicPages)) {
  await test(`${page} answers ${status}, sets no cookie, has no script and asks nobody else`, async () => {
    const visitor = await Visitor.arrive(browser, { hosts });
    await visitor.open(new URL(page, origin), status);
    await visitor.picture(`public${page.replaceAll("/", "-")}`);
    assert.equal(await visitor.page.locator("script").count(), 0);
    assert.deepEqual(await visitor.context.cookies(), []);
    assert.deepEqual(await visitor.accessibility(), []);
    visitor.errors = visitor.errors.filter((error) => status === 200 || !error.includes(String(status)));
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

await test("the link opens a session once", async () => {
  await owner.open(new URL(path, origin));
  const confirm = page.getByRole("button");
  if (await confirm.count()) await confirm.first().click();
  await page.waitForURL(/\/app(\/|$)/);
  const stranger = await Visitor.arrive(browser, { hosts });
  const answer = await stranger.page.goto(new URL(path, origin).href);
  assert.notEqual(answer.status(), 200, "the link opened twice");
  await stranger.leave();
});

await test("connecting goes through the consent page and names the accounts found", async () => {
  await owner.open(new URL("/app/accounts", origin));
  await page.getByRole("button", { name: /connect/i }).or(page.getByRole("link", { name: /connect/i })).first().click();
  await page.waitForURL((url) => url.host === new URL(sandbox.authorize_url).host);
  await owner.picture("consent");
  await page.getByRole("button", { name: /confirm|authori[sz]e|allow/i }).first().click();
  await page.waitForURL((url) => url.host === new URL(origin).host);
  await owner.picture("connected");
  for (const advertiser of sandbox.advertiser_ids) await page.getByText(advertiser).first().waitFor();
  await page.getByRole("button", { name: /keep|save|connect/i }).first().click();
});

await test("the accounts are listed", async () => {
  await owner.open(new URL("/app/accounts", origin));
  for (const advertiser of sandbox.advertiser_ids) await page.getByText(advertiser).first().waitFor();
  await owner.picture("accounts");
  assert.deepEqual(await owner.accessibility(), []);
});

await test("nothing was refused by the policy and nobody else was asked", () => owner.assertClean());

await browser.close();
await stop(server.process);
await sandbox.stop();
rmSync(folder, { recursive: true, force: true });
end();
