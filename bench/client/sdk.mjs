// SPDX-License-Identifier: LicenseRef-Bayme
// The same calls as bench_client, by TikTok's own SDK for JavaScript.
// `sdk.mjs API_URL TOKEN ADVERTISER PAGE_SIZE SECONDS AT_ONCE`
const sdk = new URL("../../tests/outside/node_modules/tiktok-business-api-sdk-official/src/", import.meta.url);
const { ApiClient, CampaignCreationApi } = await import(new URL("index.js", sdk));

const [url, token, advertiser, pageSize, seconds, atOnce] = process.argv.slice(2);
const client = new ApiClient();
client.basePath = new URL(url).origin;
const api = new CampaignCreationApi(client);
const filtering = { primary_status: "STATUS_ALL" };

function page() {
  return new Promise((resolve, reject) =>
    api.campaignGet(advertiser, token, { filtering, page: 1, page_size: Number(pageSize) },
      (error, answer) => (error ? reject(error) : resolve(answer.data.list.length))));
}

let calls = 0;
let objects = 0;
const began = process.hrtime.bigint();
const before = process.cpuUsage();
const end = began + BigInt(seconds) * 1_000_000_000n;
await Promise.all(Array.from({ length: Number(atOnce) }, async () => {
  while (process.hrtime.bigint() < end) {
    const found = await page();
    objects += found;
    calls += 1;
  }
}));
const took = Number(process.hrtime.bigint() - began) / 1e9;
const { user, system } = process.cpuUsage(before);
console.log(`${(calls / took).toFixed(0)} calls/s, ${((user + system) / 1000 / calls).toFixed(3)} CPU-ms per call, ` +
  `${(objects / calls).toFixed(0)} objects each`);
