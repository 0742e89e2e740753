// SPDX-License-Identifier: LicenseRef-Bayme
// TikTok's own SDK for JavaScript, as published, drives the sandbox through the life of a campaign: it authorises,
// creates, changes, uploads, reports and looks things up. What it reads equals what the sandbox says is true.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  AccountManagementApi, AdApi, AdgroupApi, ApiClient, AuthenticationApi, AutomatedRulesApi, BCApi, CampaignCreationApi,
  CreativeManagementApi, FileApi, IdentityApi, MeasurementApi, ReportingApi, ToolApi,
} from "tiktok-business-api-sdk-official";

import { end, note, startSandbox, test } from "./program.mjs";

const sandbox = await startSandbox("--scale", "tiny", "--seed", "11", "--now", "2026-03-20T12:00:00Z");
const client = new ApiClient();
client.basePath = new URL(sandbox.api_url).origin;
const apis = Object.fromEntries(Object.entries({
  AccountManagementApi, AdApi, AdgroupApi, AuthenticationApi, AutomatedRulesApi, BCApi, CampaignCreationApi,
  CreativeManagementApi, FileApi, IdentityApi, MeasurementApi, ReportingApi, ToolApi,
}).map(([name, Api]) => [name, new Api(client)]));

const named = new Map(); // operation -> "read" or "write"
let token = sandbox.access_token;
const [advertiser] = sandbox.advertiser_ids;

/** One operation of the SDK as a promise of its `data`; counted by its name. */
function sdk(kind, api, operation, ...args) {
  named.set(operation, kind);
  return new Promise((resolve, reject) =>
    apis[api][operation](...args, (error, answer) => (error ? reject(error) : resolve(answer.data))));
}
const read = (api, operation, ...args) => sdk("read", api, operation, ...args);
/** Writes take the token and a JSON body. */
const write = (api, operation, body) =>
  sdk("write", api, operation, token, { body: { advertiser_id: advertiser, ...body } });

async function control(path, query, body) {
  const url = new URL(`${path}?${new URLSearchParams(query)}`, sandbox.control_url);
  const answer = await fetch(url, body && { method: "POST", body: JSON.stringify(body) });
  assert.equal(answer.status, 200, await answer.clone().text());
  return answer.json();
}
const later = (advance) => control("/clock", {}, { advance });
/** The object as the sandbox holds it. */
async function real(level, id) {
  const { list } = await control("/objects", { advertiser_id: advertiser, level });
  return list.find((object) => object[`${level}_id`] === id);
}
/** The object as the SDK lists it. */
async function seen(level, id) {
  const [api, operation] = { campaign: ["CampaignCreationApi", "campaignGet"], adgroup: ["AdgroupApi", "adgroupGet"],
    ad: ["AdApi", "adGet"] }[level];
  const data = await read(api, operation, advertiser, token,
    { filtering: { [`${level}_ids`]: [id], primary_status: "STATUS_ALL" } });
  return data.list[0];
}
async function agree(level, id, members) {
  const object = await seen(level, id);
  assert.deepEqual({ ...object }, await real(level, id));
  for (const [name, value] of Object.entries(members)) assert.deepEqual(object[name], value, `${level}.${name}`);
}

const made = {};

await test("the SDK exchanges its code for a token that reads the accounts", async () => {
  const granted = await sdk("write", "AuthenticationApi", "oauth2AccessToken",
    { body: { app_id: sandbox.app_id, secret: sandbox.app_secret, auth_code: sandbox.auth_code } });
  assert.deepEqual(granted.advertiser_ids, sandbox.advertiser_ids);
  token = granted.access_token;
  const mine = await read("AuthenticationApi", "oauth2AdvertiserGet", sandbox.app_id, sandbox.app_secret, token);
  assert.deepEqual(mine.list.map((account) => account.advertiser_id), sandbox.advertiser_ids);
  const infos = await read("AccountManagementApi", "advertiserInfo", [advertiser], token, {});
  const { list } = await control("/objects", {});
  assert.deepEqual(infos.list[0], list.find((account) => account.advertiser_id === advertiser));
});

await test("the SDK creates, changes and pauses a campaign", async () => {
  const campaign = await write("CampaignCreationApi", "campaignCreate",
    { campaign_name: "SDK launch", objective_type: "TRAFFIC", budget_mode: "BUDGET_MODE_DAY", budget: 90 });
  made.campaign = campaign.campaign_id;
  await agree("campaign", made.campaign, { campaign_name: "SDK launch", budget: 90, operation_status: "ENABLE" });
  await write("CampaignCreationApi", "campaignUpdate",
    { campaign_id: made.campaign, campaign_name: "SDK launch 2", budget: 120.5 });
  await write("CampaignCreationApi", "campaignStatusUpdate",
    { campaign_ids: [made.campaign], operation_status: "DISABLE" });
  await agree("campaign", made.campaign,
    { campaign_name: "SDK launch 2", budget: 120.5, secondary_status: "CAMPAIGN_STATUS_DISABLE" });
  await write("CampaignCreationApi", "campaignStatusUpdate",
    { campaign_ids: [made.campaign], operation_status: "ENABLE" });
});

const targeting = {
  location_ids: ["6252001"], schedule_type: "SCHEDULE_FROM_NOW", schedule_start_time: "2026-03-20 12:00:00",
  pacing: "PACING_MODE_SMOOTH",
};

await test("the SDK creates, changes and pauses an ad group", async () => {
  const adgroup = await write("AdgroupApi", "adgroupCreate", {
    campaign_id: made.campaign, adgroup_name: "SDK broad", promotion_type: "WEBSITE", placements: ["PLACEMENT_TIKTOK"],
    budget_mode: "BUDGET_MODE_DAY", budget: 40, optimization_goal: "CLICK", billing_event: "CPC", ...targeting,
  });
  made.adgroup = adgroup.adgroup_id;
  await agree("adgroup", made.adgroup, { campaign_id: made.campaign, budget: 40, secondary_status: "ADGROUP_STATUS_CREATE" });
  await write("AdgroupApi", "adgroupUpdate",
    { adgroup_id: made.adgroup, adgroup_name: "SDK women", budget: 45, gender: "GENDER_FEMALE", ...targeting });
  await agree("adgroup", made.adgroup, { adgroup_name: "SDK women", budget: 45, gender: "GENDER_FEMALE",
    optimization_goal: "CLICK" });
  await write("AdgroupApi", "adgroupStatusUpdate", { adgroup_ids: [made.adgroup], operation_status: "DISABLE" });
  await agree("adgroup", made.adgroup, { operation_status: "DISABLE" });
  await write("AdgroupApi", "adgroupStatusUpdate", { adgroup_ids: [made.adgroup], operation_status: "ENABLE" });
  const quota = await read("AdgroupApi", "adgroupQuota", advertiser, token);
  assert.equal(quota.total_adgroup_quota + quota.used_adgroup_quota, 5000);
});

await test("the SDK uploads a video and a picture by address", async () => {
  const [video] = await sdk("write", "FileApi", "adVideoUpload", token,
    { advertiser_id: advertiser, upload_type: "UPLOAD_BY_URL", video_url: "https://files.example/hook.mp4" });
  made.video = video.video_id;
  const picture = await sdk("write", "FileApi", "adImageUpload", token,
    { advertiser_id: advertiser, upload_type: "UPLOAD_BY_URL", image_url: "https://files.example/cover.jpg" });
  made.image = picture.image_id;
  assert.equal((await read("FileApi", "adVideoInfo", advertiser, [made.video], token)).list.length, 0, "not transcoded");
  await later("6m");
  const { list: [ready] } = await read("FileApi", "adVideoInfo", advertiser, [made.video], token);
  assert.equal(ready.file_name, "hook.mp4");
  const found = await read("FileApi", "adVideoSearch", advertiser, token, { filtering: { video_ids: [made.video] } });
  assert.deepEqual(found.list, [ready]);
  const { list: [cover] } = await read("FileApi", "fileImageAdInfo", advertiser, [made.image], token);
  assert.equal(cover.material_id, picture.material_id);
});

await test("the SDK uploads a picture as a form, checked by its MD5", async () => {
  const bytes = Buffer.from("89504e470d0a1a0a0000000d49484452000002ee000001a60000000000000000000000000000", "hex");
  const upload = (signature) => sdk("write", "FileApi", "adImageUpload", token, { advertiser_id: advertiser,
    upload_type: "UPLOAD_BY_FILE", file_name: "banner.png", image_file: bytes, image_signature: signature });
  await assert.rejects(upload("0".repeat(32)), /40900/);
  const picture = await upload(createHash("md5").update(bytes).digest("hex"));
  assert.deepEqual([picture.width, picture.height, picture.size, picture.format], [750, 422, bytes.length, "png"]);
});

await test("the SDK finds identities, posts, and makes a portfolio", async () => {
  await write("IdentityApi", "identityCreate", { display_name: "SDK brand", image_uri: made.image });
  const { identity_list: identities } = await read("IdentityApi", "identityGet", advertiser, token, { page_size: 100 });
  made.identity = identities.find((identity) => identity.display_name === "SDK brand");
  assert.equal(made.identity.identity_type, "CUSTOMIZED_USER");
  const user = identities.find((identity) => identity.identity_type === "TT_USER");
  const posts = await (await fetch(new URL("identity/video/get/?" + new URLSearchParams({ advertiser_id: advertiser,
    identity_type: "TT_USER", identity_id: user.identity_id }), sandbox.api_url), { headers: { "Access-Token": token } })).json();
  const [post] = posts.data.video_list;
  const shown = await read("IdentityApi", "identityVideoInfo", token, advertiser, "TT_USER", user.identity_id, post.item_id, {});
  assert.deepEqual(shown.video_detail, post);
  const content = [{ asset_content: "Shop now", asset_ids: ["200007", "200010"] }];
  const { creative_portfolio_id: portfolio } = await write("CreativeManagementApi", "creativePortfolioCreate",
    { creative_portfolio_type: "CTA", portfolio_content: content });
  made.portfolio = portfolio;
  const kept = await read("CreativeManagementApi", "creativePortfolioGet", advertiser, portfolio, token);
  assert.deepEqual(kept.portfolio_content, content);
  const { creative_portfolios: [first] } = await read("CreativeManagementApi", "creativePortfolioList", advertiser, token, {});
  assert.equal(first.creative_portfolio_id, portfolio);
});

await test("the SDK creates, changes and pauses an ad, which is reviewed", async () => {
  const { ad_ids: [ad] } = await write("AdApi", "adCreate", {
    adgroup_id: made.adgroup, creatives: [{ ad_name: "SDK hook", ad_format: "SINGLE_VIDEO", video_id: made.video,
      image_ids: [made.image], identity_type: "CUSTOMIZED_USER", identity_id: made.identity.identity_id,
      ad_text: "Made to last", call_to_action_id: made.portfolio, landing_page_url: "https://shop.example/" }],
  });
  made.ad = ad;
  await agree("ad", ad, { video_id: made.video, secondary_status: "AD_STATUS_AUDIT" });
  await control("/edit", {}, { advertiser_id: advertiser, level: "ad", id: ad, review: "approve" });
  await agree("ad", ad, { secondary_status: "AD_STATUS_DELIVERY_OK" });
  await write("AdApi", "adUpdate",
    { adgroup_id: made.adgroup, patch_update: true, creatives: [{ ad_id: ad, ad_text: "Made to last longer" }] });
  await agree("ad", ad, { ad_text: "Made to last longer", secondary_status: "AD_STATUS_REAUDIT" });
  await control("/edit", {}, { advertiser_id: advertiser, level: "ad", id: ad, review: "approve" });
  await write("AdApi", "adStatusUpdate", { ad_ids: [ad], operation_status: "DISABLE" });
  await agree("ad", ad, { secondary_status: "AD_STATUS_DISABLE" });
  await write("AdApi", "adStatusUpdate", { ad_ids: [ad], operation_status: "ENABLE" });
});

await test("what the new ad delivers is reported as it is, at once and by a task", async () => {
  await later("2d");
  const question = { advertiser_id: advertiser, data_level: "AUCTION_AD", dimensions: ["ad_id", "stat_time_day"],
    metrics: ["spend", "impressions", "clicks"], start_date: "2026-03-20", end_date: "2026-03-21" };
  const { list } = await read("ReportingApi", "reportIntegratedGet", "BASIC", token, { ...question, page_size: 1000 });
  const mine = list.filter((row) => row.dimensions.ad_id === made.ad);
  assert.ok(mine.length > 0, "the new ad delivers");
  const truth = await control("/truth", { advertiser_id: advertiser, level: "ad", from: "2026-03-20", to: "2026-03-21" });
  for (const { dimensions, metrics } of mine) {
    const { counts } = truth.rows.find((row) => row.id === made.ad && row.day === dimensions.stat_time_day.slice(0, 10));
    assert.equal(Math.round(Number(metrics.spend) * 100), counts.spend);
    assert.equal(Number(metrics.impressions), counts.impressions);
  }
  const halves = await read("ReportingApi", "reportIntegratedGet", "AUDIENCE", token,
    { ...question, dimensions: ["ad_id", "stat_time_day", "gender"], end_date: "2026-03-20", page_size: 1000 });
  const sum = (rows) => rows.reduce((total, row) => total + Number(row.metrics.impressions), 0);
  assert.equal(sum(halves.list.filter((row) => row.dimensions.ad_id === made.ad)),
    sum(mine.filter((row) => row.dimensions.stat_time_day.startsWith("2026-03-20"))));

  const { task_id } = await write("ReportingApi", "reportTaskCreate",
    { ...question, report_type: "BASIC", enable_report_title_translation: false });
  await later("5m");
  assert.equal((await read("ReportingApi", "reportTaskCheck", task_id, advertiser, token)).status, "SUCCESS");
  const file = await (await fetch(new URL(`report/task/download/?advertiser_id=${advertiser}&task_id=${task_id}`,
    sandbox.api_url), { headers: { "Access-Token": token } })).text();
  for (const { dimensions: { ad_id, stat_time_day }, metrics: { spend, impressions, clicks } } of mine)
    assert.ok(file.includes([ad_id, stat_time_day, spend, impressions, clicks].join(",")), file.slice(0, 500));
  const other = await write("ReportingApi", "reportTaskCreate", { ...question, report_type: "BASIC" });
  assert.equal((await write("ReportingApi", "reportTaskCancel", { task_id: other.task_id })).status, "CANCELED");
});

await test("the SDK keeps automated rules", async () => {
  const rule = { name: "SDK rule", apply_objects: [{ dimension: "ADGROUP", pre_condition_type: "ALL_ACTIVE_AD_GROUP" }],
    conditions: [{ subject_type: "COST", range_type: "TODAY", match_type: "GT", values: ["50"] }],
    actions: [{ subject_type: "TURN_OFF" }], notification: { notification_type: "NOT_NOTIFICATION" },
    rule_exec_info: { exec_time_type: "PER_HALF_HOUR" } };
  const { rule_ids: [id] } = await write("AutomatedRulesApi", "optimizerRuleCreate", { rules: [rule] });
  await write("AutomatedRulesApi", "optimizerRuleUpdate", { rules: [{ ...rule, rule_id: id, name: "SDK rule 2" }] });
  const { rules: [kept] } = await read("AutomatedRulesApi", "optimizerRuleGet", advertiser, [id], token);
  assert.equal(kept.name, "SDK rule 2");
  const { rules } = await read("AutomatedRulesApi", "optimizerRuleList", advertiser, token, {});
  assert.deepEqual(rules, [kept]);
  await read("AutomatedRulesApi", "optimizerRuleResultList", advertiser, token, {});
});

await test("the SDK looks up pixels and the Business Center", async () => {
  const { pixels } = await read("MeasurementApi", "pixelList", advertiser, token, {});
  assert.equal(pixels.length, 2);
  const { list: [{ bc_info: { bc_id } }] } = await read("BCApi", "bcGet", token, {});
  const assets = await read("BCApi", "bcAssetGet", bc_id, "ADVERTISER", token, {});
  assert.deepEqual(assets.list.map((asset) => asset.asset_id), sandbox.advertiser_ids);
  assert.equal((await read("BCApi", "bcBalanceGet", bc_id, token, {})).bc_id, bc_id);
  const balances = await read("BCApi", "advertiserBalanceGet", bc_id, token, {});
  assert.equal(balances.advertiser_account_list.length, sandbox.advertiser_ids.length);
});

await test("the SDK looks up what can be targeted", async () => {
  const look = (operation, ...args) => read("ToolApi", operation, advertiser, ...args);
  const { region_info: places } = await look("toolRegion", ["PLACEMENT_TIKTOK"], "TRAFFIC", token, { level_range: "ALL" });
  assert.ok(places.some((place) => place.location_id === "6252001"));
  assert.ok((await look("searchRegion", token, {})).region_list.length === places.length);
  assert.ok((await look("toolLanguage", token)).languages.length > 0);
  assert.ok((await look("toolInterestCategory", token, {})).interest_categories.length > 0);
  assert.ok((await look("toolInterestKeywordRecommend", "coffee", token, {})).recommended_keywords.length > 0);
  assert.ok((await look("toolActionCategory", token, {})).action_categories.length > 0);
  const { recommend_keywords: [tag] } = await look("toolHashtagRecommend", ["surf"], token, {});
  const { keywords_status: [status] } = await look("toolHashtagGet", [tag.keyword_id], token);
  assert.equal(status.keyword, tag.keyword);
  assert.ok((await look("toolOsVersion", "ANDROID", token)).os_versions.length > 0);
  assert.ok((await look("toolCarrier", token)).countries.length > 0);
  assert.ok((await look("toolDeviceModel", token)).device_models.length > 0);
  assert.ok((await look("toolTimezone", token)).timezones.length > 0);
  assert.ok((await look("toolPhoneRegionCode", token)).phone_region_code_infos.length > 0);
});

await test("the SDK deletes files, and every write is in the ledger", async () => {
  const { failed_video_ids } = await write("CreativeManagementApi", "creativeAssetDelete", { video_ids: ["v1"] });
  assert.deepEqual(failed_video_ids, ["v1"]);
  const { entries } = await control("/ledger", {});
  for (const entry of entries)
    assert.ok(entry.code === 0 || entry.code === 40900, `${entry.path}: ${entry.code}`);
  const written = entries.flatMap((entry) => entry.effects).filter((effect) => effect.id === made.campaign);
  assert.deepEqual(written.map((effect) => effect.member),
    ["created", "budget", "campaign_name", "operation_status", "operation_status"]);
});

await test("40 operations are named, 14 of them writes", async () => {
  const writes = [...named.values()].filter((kind) => kind === "write").length;
  note(`${named.size} operations of the SDK, ${writes} of them writes`);
  assert.ok(named.size >= 40 && writes >= 14, `${named.size} operations, ${writes} writes`);
});

await sandbox.stop();
end();
