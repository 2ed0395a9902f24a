import { defineConfig } from "@playwright/test";
import type { Settings } from "./support/house.ts";

const postgres = process.env["SANGKIEN_TEST_POSTGRES"];

/**
 * Walks the whole road of an idea in a browser, from an empty database on. Each engine is one project; the files of
 * `road/` run in the order of their names against one server, and hand on what they made through `road`.
 */
export default defineConfig<object, Settings>({
  testDir: "road",
  outputDir: "results/tests",
  globalSetup: "./support/begin.ts",
  globalTeardown: "./support/end.ts",
  fullyParallel: false,
  workers: 1,
  forbidOnly: true,
  timeout: 90_000,
  reporter: [["list"]],
  use: {
    locale: "vi-VN",
    timezoneId: "Asia/Ho_Chi_Minh",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        // A microphone that beeps, and a reader who lets the page listen.
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
      ],
    },
  },
  projects: [
    { name: "sqlite", use: { engine: "sqlite" } },
    ...(postgres ? [{ name: "postgres", use: { engine: "postgres" } as const }] : []),
  ],
});
