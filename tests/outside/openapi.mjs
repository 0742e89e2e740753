// SPDX-License-Identifier: LicenseRef-Bayme
// A validator that knows nothing of us accepts /api/openapi.json as OpenAPI 3.1.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";

import { end, note, start, stop, test } from "./program.mjs";

const folder = mkdtempSync(join(tmpdir(), "bayme-openapi-"));
const demo = await start(["demo", "--json"], { env: { BAYME_DATA_DIR: folder }, holds: (line) => line.startsWith("{") });
const { url, api_key: key } = JSON.parse(demo.line);

await test("/api/openapi.json is OpenAPI 3.1", async () => {
  const answer = await fetch(new URL("/api/openapi.json", url), { headers: { Authorization: `Bearer ${key}` } });
  assert.equal(answer.status, 200);
  const document = await answer.json();
  const validator = new Validator();
  const result = await validator.validate(document);
  assert.ok(result.valid, JSON.stringify(result.errors, null, 1));
  assert.equal(validator.version, "3.1");
  note(`${Object.keys(document.paths).length} paths`);
});

await stop(demo.process);
rmSync(folder, { recursive: true, force: true });
end();
