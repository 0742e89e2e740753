// SPDX-License-Identifier: LicenseRef-Bayme
// What the node suites share: starting the program under test, and test cases told in the Test Anything Protocol.
import { execFile, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const bayme = process.env.BAYME ?? "build/dev/bayme";
const patience = 60_000;

/** Starts `bayme ...`; resolves to { process, line } with the first line of output that `holds`. */
export function start(args, { env = {}, holds = () => true } = {}) {
  const child = spawn(bayme, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const said = [];
  child.stderr.on("data", (chunk) => said.push(chunk));
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`bayme ${args[0]} was not ready in time`)), patience);
    child.on("exit", (code) => reject(new Error(`bayme ${args.join(" ")} ended with ${code}: ${said.join("")}`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      said.push(line + "\n");
      if (holds(line)) {
        clearTimeout(late);
        resolve({ process: child, line, said });
      }
    });
  });
}

/** One verb to its end; resolves to what it printed, throws when its exit status isn't 0. */
export async function run(args, env = {}) {
  const { stdout } = await promisify(execFile)(bayme, args, { env: { ...process.env, ...env }, timeout: 5 * patience });
  return stdout;
}

export async function startSandbox(...options) {
  const args = ["sandbox", "--listen", "127.0.0.1:0", "--control", "127.0.0.1:0", "--json", ...options];
  const started = await start(args, { holds: (line) => line.startsWith("{") });
  return { ...JSON.parse(started.line), stop: () => stop(started.process) };
}

export function stop(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve(child.exitCode);
    child.removeAllListeners("exit");
    child.on("exit", resolve);
    child.kill("SIGTERM");
  });
}

const counts = { passed: 0, failed: 0 };

function told(ok, name, why) {
  counts[ok ? "passed" : "failed"] += 1;
  console.log(`${ok ? "ok" : "not ok"} ${counts.passed + counts.failed} - ${name}`);
  if (!ok) for (const line of String(why).trimEnd().split("\n")) console.log(`  # ${line}`);
  return ok;
}

/** Runs body; what it throws is this case's failure, not the suite's end. */
export async function test(name, body) {
  try {
    await body();
    return told(true, name);
  } catch (error) {
    return told(false, name, error.stack ?? error);
  }
}

export function note(text) {
  console.log(`# ${text}`);
}

/** Prints the plan and ends the process with what the cases came to. */
export function end() {
  console.log(`1..${counts.passed + counts.failed}`);
  process.exit(counts.failed ? 1 : 0);
}
