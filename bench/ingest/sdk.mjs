// SPDX-License-Identifier: LicenseRef-Bayme
// What a script with TikTok's own SDK for JavaScript does with the same pages: the SDK's deserializer, then a prepared
// statement, one transaction per window, into one SQLite table. No HTTP, no versions. `sdk.mjs FOLDER DATABASE`
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const sdk = new URL("../../tests/outside/node_modules/tiktok-business-api-sdk-official/src/", import.meta.url);
const { ApiClient } = await import(new URL("ApiClient.js", sdk));
const { InlineResponse200 } = await import(new URL("model/InlineResponse200.js", sdk));

const [folder, file] = process.argv.slice(2);
const client = new ApiClient();
const database = new DatabaseSync(file);
database.exec("PRAGMA journal_mode = WAL");

/** As the SDK gets it from its HTTP library, which has parsed the body as JSON. */
function rowsOf(page) {
  const text = readFileSync(join(folder, page), "utf8");
  return client.deserialize({ status: 200, text, body: JSON.parse(text) }, InlineResponse200).data.list;
}

/** The pages of one call: the account and the day begin their names, the page's number ends them. */
function windows() {
  const number = (name) => Number(name.split("-")[3].replace(".json", ""));
  const found = new Map();
  for (const name of readdirSync(folder)) {
    const account = name.split("-")[0];
    found.set(account, [...(found.get(account) ?? []), name]);
  }
  return [...found].map(([account, names]) => [account, names.sort((a, b) => number(a) - number(b))]);
}

const ids = ["ad_id", "stat_time_day"];
const parents = ["campaign_id", "adgroup_id"];
const [[, [first]]] = windows();
const metrics = Object.keys(rowsOf(first)[0].metrics).filter((name) => !parents.includes(name));
const columns = ["advertiser_id", ...ids, ...parents, ...metrics];
database.exec(`CREATE TABLE report (advertiser_id TEXT, ad_id TEXT, stat_time_day TEXT, campaign_id TEXT,
  adgroup_id TEXT, ${metrics.map((name) => `${name} NUMERIC`).join(", ")}, PRIMARY KEY (ad_id, stat_time_day))`);
const insert = database.prepare(
  `INSERT OR REPLACE INTO report (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`);

let rows = 0;
const start = process.cpuUsage();
for (const [account, pages] of windows()) {
  database.exec("BEGIN");
  for (const page of pages) {
    for (const row of rowsOf(page)) {
      insert.run(account, ...ids.map((name) => row.dimensions[name]), ...parents.map((name) => row.metrics[name]),
        ...metrics.map((name) => Number(row.metrics[name])));
      rows += 1;
    }
  }
  database.exec("COMMIT");
}
const { user, system } = process.cpuUsage(start);
const seconds = (user + system) / 1e6;
console.log(`${"TikTok's SDK for JavaScript, SQLite".padEnd(34)} ${String(rows).padStart(9)} rows | ` +
  `${Math.round(rows / seconds)} rows/CPU-s ${((seconds / rows) * 1e6).toFixed(2)} CPU-s/M`);
