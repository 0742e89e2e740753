// SPDX-License-Identifier: LicenseRef-Bayme
// A JSON Schema validator that knows nothing of us accepts the worlds of the repository; it and the program refuse the
// same files.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";

import { end, note, startSandbox, test } from "./program.mjs";

const data = new URL("../../data/sandbox/", import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, data), "utf8"));
const validate = new Ajv2020({ strict: true, strictTypes: false }).compile(read("world.schema.json"));
const worlds = readdirSync(new URL("worlds/", data)).sort();
const folder = mkdtempSync(join(tmpdir(), "bayme-worlds-"));

/** Exit status and complaint of a sandbox that is to start in this world. */
function refusal(world) {
  const file = join(folder, "world.json");
  writeFileSync(file, JSON.stringify(world));
  const line = ["sandbox", "--json", "--scale", "tiny", "--world", file];
  return new Promise((resolve) => {
    execFile(process.env.BAYME ?? "build/dev/bayme", line, { timeout: 20_000 }, (error, _, stderr) =>
      resolve({ status: error?.code ?? 0, stderr }));
  });
}

await test("the schema describes the twenty-one worlds", () => {
  assert.equal(worlds.length, 21);
  for (const name of worlds) {
    assert.ok(validate(read(`worlds/${name}`)), `${name}: ${JSON.stringify(validate.errors)}`);
  }
});

const wrong = [
  ["nose", { nose: {} }],
  ["noise.hour", { noise: { hour: 1001 } }],
  ["noise.counts", { noise: { counts: "even" } }],
  ["response.exponent", { response: { family: "power" } }],
  ["response.family", { response: { family: "cubic" } }],
  ["season.weekdays", { season: { weekdays: [1, 2, 3] } }],
  ["shocks[0].hours", { shocks: [{ month: 2, day: 1 }] }],
  ["currencies[1]", { currencies: ["USD", "USD"] }],
];
for (const [path, members] of wrong) {
  await test(`both refuse a wrong ${path}, the program with its path and exit status 2`, async () => {
    const world = { name: "wrong", teaches: "What is refused.", ...members };
    assert.equal(validate(world), false);
    const { status, stderr } = await refusal(world);
    assert.equal(status, 2, stderr);
    assert.ok(stderr.includes(`${path}: `), stderr);
  });
}

await test("a world by name and by file is the same world", async () => {
  const answers = [];
  for (const world of ["saturation", new URL("worlds/saturation.json", data).pathname]) {
    const sandbox = await startSandbox("--scale", "tiny", "--now", "2026-03-01T12:00:00Z", "--world", world);
    const query = `?advertiser_id=${sandbox.advertiser_ids[0]}&level=adgroup`;
    answers.push(await (await fetch(`${sandbox.control_url}/truth${query}`)).text());
    await sandbox.stop();
  }
  assert.equal(answers[0], answers[1]);
  assert.equal(JSON.parse(answers[0]).world, "saturation");
  note(`${JSON.parse(answers[0]).list.length} curves`);
});

rmSync(folder, { recursive: true, force: true });
end();
