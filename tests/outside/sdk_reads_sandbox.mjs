// SPDX-License-Identifier: LicenseRef-Bayme
// TikTok's own SDK for JavaScript, as published, reads the sandbox through its base path setting. What it gets equals
// the world the sandbox says it simulates: accounts, campaigns, ad groups, ads and a report.
import assert from "node:assert/strict";
import {
  AccountManagementApi, AdApi, AdgroupApi, ApiClient, AuthenticationApi, CampaignCreationApi, ReportingApi,
} from "tiktok-business-api-sdk-official";

import { end, note, startSandbox, test } from "./program.mjs";

const now = "2026-03-20T12:00:00Z";
const sandbox = await startSandbox("--scale", "small", "--seed", "7", "--now", now);
const client = new ApiClient();
client.basePath = new URL(sandbox.api_url).origin;

/** One call of the SDK as a promise of its `data`. */
function call(api, method, ...args) {
  return new Promise((resolve, reject) =>
    api[method](...args, (error, answer) => (error ? reject(error) : resolve(answer.data))));
}

/** Every page of a listing. */
async function listing(api, method, advertiser) {
  const found = [];
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const data = await call(api, method, advertiser, sandbox.access_token, { page, page_size: 100 });
    found.push(...data.list);
    pages = data.page_info.total_page;
  }
  return found;
}

/** What the sandbox says there is: GET /objects or /truth of its control interface. */
async function truth(path, query) {
  const answer = await fetch(new URL(`${path}?${new URLSearchParams(query)}`, sandbox.control_url));
  assert.equal(answer.status, 200, await answer.clone().text());
  return answer.json();
}

/** Fifty at random, the same ones for the same list. */
function fifty(list) {
  let dice = 20260320;
  const random = () => (dice = (dice * 1103515245 + 12345) % 2147483648) / 2147483648;
  const left = [...list];
  return Array.from({ length: Math.min(50, left.length) }, () => left.splice(Math.floor(random() * left.length), 1)[0]);
}

async function compare(level, api, method) {
  const key = `${level}_id`;
  const read = [];
  const real = new Map();
  for (const advertiser_id of sandbox.advertiser_ids) {
    read.push(...await listing(api, method, advertiser_id));
    for (const object of (await truth("/objects", { advertiser_id, level })).list) real.set(object[key], object);
  }
  const alive = [...real.values()].filter((object) => !/_DELETE$/.test(object.secondary_status)).map((object) => object[key]);
  assert.deepEqual(read.map((object) => object[key]).sort(), alive.sort());
  for (const object of fifty(read)) assert.deepEqual({ ...object }, real.get(object[key]));
  note(`${level}: ${read.length} read, ${fifty(read).length} compared`);
}

await test("the SDK lists the accounts of the token", async () => {
  const data = await call(new AuthenticationApi(client), "oauth2AdvertiserGet", sandbox.app_id, sandbox.app_secret,
    sandbox.access_token);
  assert.deepEqual(data.list.map((account) => account.advertiser_id).sort(), [...sandbox.advertiser_ids].sort());
});

await test("the SDK reads the accounts as they are", async () => {
  const data = await call(new AccountManagementApi(client), "advertiserInfo", sandbox.advertiser_ids,
    sandbox.access_token, {});
  assert.equal(data.list.length, sandbox.advertiser_ids.length);
  const real = (await truth("/objects", {})).list;
  for (const account of data.list) {
    assert.deepEqual(account, real.find((one) => one.advertiser_id === account.advertiser_id));
  }
});

await test("the SDK reads the campaigns as they are", () =>
  compare("campaign", new CampaignCreationApi(client), "campaignGet"));
await test("the SDK reads the ad groups as they are", () =>
  compare("adgroup", new AdgroupApi(client), "adgroupGet"));
await test("the SDK reads the ads as they are", () => compare("ad", new AdApi(client), "adGet"));

await test("the SDK reads a report whose cells are the truth", async () => {
  const [advertiser] = sandbox.advertiser_ids;
  const metrics = ["spend", "impressions", "clicks", "conversion"];
  const rows = [];
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const data = await call(new ReportingApi(client), "reportIntegratedGet", "BASIC", sandbox.access_token, {
      advertiser_id: advertiser, data_level: "AUCTION_CAMPAIGN", dimensions: ["campaign_id", "stat_time_day"], metrics,
      start_date: "2026-03-10", end_date: "2026-03-15", page, page_size: 100,
    });
    rows.push(...data.list);
    pages = data.page_info.total_page;
  }
  assert.ok(rows.length > 0, "the report is empty");
  const real = await truth("/truth", { advertiser_id: advertiser, level: "campaign", from: "2026-03-10", to: "2026-03-15" });
  for (const { dimensions, metrics: got } of fifty(rows)) {
    const day = dimensions.stat_time_day.slice(0, 10);
    const { counts } = real.rows.find((row) => row.id === dimensions.campaign_id && row.day === day);
    assert.equal(Math.round(Number(got.spend) * 10 ** real.digits), counts.spend, `spend of ${dimensions.campaign_id} on ${day}`);
    for (const metric of metrics.slice(1)) assert.equal(Number(got[metric]), counts[metric], `${metric} of ${dimensions.campaign_id} on ${day}`);
  }
  note(`report: ${rows.length} rows read, ${fifty(rows).length} compared`);
});

await sandbox.stop();
end();
