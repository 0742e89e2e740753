// SPDX-License-Identifier: LicenseRef-Bayme
// Debian's Chromium, driven by playwright-core, with three witnesses on every page: what the Content-Security-Policy
// refused, which hosts were asked, and what axe finds.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = new URL("../../build/e2e/", import.meta.url).pathname;
mkdirSync(pictures, { recursive: true });

export async function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** A person with a browser of their own: a context, a page, and what the witnesses saw. */
export class Visitor {
  violations = [];
  foreign = [];
  errors = [];

  static async arrive(browser, { hosts, viewport = { width: 1440, height: 900 }, javaScriptEnabled = true } = {}) {
    const visitor = new Visitor();
    visitor.hosts = new Set(hosts);
    visitor.context = await browser.newContext({ viewport, javaScriptEnabled });
    visitor.page = await visitor.context.newPage();
    visitor.page.setDefaultTimeout(10_000);
    await visitor.page.addInitScript(() => document.addEventListener("securitypolicyviolation", (event) =>
      console.error(`refused by CSP: ${event.effectiveDirective} ${event.blockedURI} on ${location.pathname}`)));
    visitor.page.on("console", (message) => {
      if (message.text().startsWith("refused by CSP")) visitor.violations.push(message.text());
      // What a page answers is the walk's own business; it expects some of them.
      else if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) visitor.errors.push(message.text());
    });
    visitor.page.on("response", (answer) => {
      if (answer.status() >= 500) visitor.errors.push(`${answer.status()} ${answer.url()}`);
    });
    visitor.page.on("pageerror", (error) => visitor.errors.push(String(error)));
    visitor.page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith("http") && !visitor.hosts.has(url.host)) visitor.foreign.push(request.url());
    });
    return visitor;
  }

  /** Opens the address and expects this status; returns the answer. */
  async open(url, status = 200) {
    const answer = await this.page.goto(String(url), { waitUntil: "load" });
    assert.equal(answer.status(), status, `${url} answered ${answer.status()}`);
    return answer;
  }

  async picture(name) {
    await this.page.screenshot({ path: `${pictures}${name}.png`, fullPage: true });
  }

  /** axe's violations on the page as it stands. Runtime.evaluate is not bound by the page's policy. */
  async accessibility() {
    const session = await this.context.newCDPSession(this.page);
    await session.send("Runtime.evaluate", { expression: axeSource });
    const { result } = await session.send("Runtime.evaluate", {
      expression: "axe.run().then((found) => found.violations.map((v) => `${v.id}: ${v.help} (${v.nodes[0].html})`))",
      awaitPromise: true, returnByValue: true,
    });
    await session.detach();
    return result.value;
  }

  async leave() {
    await this.context.close();
  }

  /** Nothing was refused, nobody else was asked. */
  assertClean() {
    assert.deepEqual(this.violations, [], "refused by the Content-Security-Policy");
    assert.deepEqual(this.foreign, [], "asked another host");
    assert.deepEqual(this.errors, [], "errors on the console");
  }
}
