// SPDX-License-Identifier: LicenseRef-Bayme
// A validator that knows nothing of us accepts /api/openapi.json as OpenAPI 3.1; without a session it is not shown.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";

import { end, note, run, start, stop, test } from "./program.mjs";

const folder = mkdtempSync(join(tmpdir(), "bayme-openapi-"));
const env = { BAYME_DATA_DIR: join(folder, "data"), BAYME_SERVER_LISTEN: "127.0.0.1:0" };
await run(["init"], env);
const server = await start(["serve", "--json"], { env, holds: (line) => line.startsWith("{") });
const { url } = JSON.parse(server.line);

/** GET through the Unix socket, as the local operator. */
function local(path) {
  return new Promise((resolve, reject) => {
    request({ socketPath: join(folder, "data", "bayme.sock"), path, headers: { Host: "localhost" } }, (answer) => {
      let body = "";
      answer.on("data", (chunk) => (body += chunk));
      answer.on("end", () => resolve({ status: answer.statusCode, body }));
    }).on("error", reject).end();
  });
}

await test("/api/openapi.json is OpenAPI 3.1", async () => {
  const { status, body } = await local("/api/openapi.json");
  assert.equal(status, 200, body);
  const document = JSON.parse(body);
  const validator = new Validator();
  const result = await validator.validate(document);
  assert.ok(result.valid, JSON.stringify(result.errors, null, 1));
  assert.equal(validator.version, "3.1");
  note(`${Object.keys(document.paths).length} paths`);
});

await test("a stranger is not shown it", async () => {
  const answer = await fetch(new URL("/api/openapi.json", url));
  assert.equal(answer.status, 401);
});

await stop(server.process);
rmSync(folder, { recursive: true, force: true });
end();
