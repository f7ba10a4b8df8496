import { defineConfig } from "@playwright/test";
import { browserOptions } from "./server/testing/browser";

export default defineConfig({
  testDir: ".",
  testMatch: "{app,components,server}/**/*.e2e.ts",
  globalSetup: "./server/testing/pages-setup.ts",
  outputDir: "test-results",
  // What ends a test that hangs is one of its steps: the whole may take what a machine four times as slow needs.
  timeout: 600_000,
  expect: { timeout: 45_000 },
  // A page test waits more than it works, and each has its own organization: two share two cores well.
  workers: 2,
  // Of its own organization, too, is each test of a file: no long file is left for one worker at the end.
  fullyParallel: true,
  use: {
    baseURL: process.env.HILO_URL,
    actionTimeout: 45_000,
    navigationTimeout: 60_000,
    locale: "es-AR",
    timezoneId: "America/Argentina/Buenos_Aires",
    launchOptions: browserOptions(),
    screenshot: "only-on-failure",
    // Costs every test a seventh of its time: `--trace on` brings it for one that is looked into.
    trace: "off",
  },
});
