import { defineConfig } from "@playwright/test";
import { browserOptions } from "./server/testing/browser";

export default defineConfig({
  testDir: ".",
  testMatch: "{app,components,server}/**/*.e2e.ts",
  globalSetup: "./server/testing/pages-setup.ts",
  outputDir: "test-results",
  timeout: 60_000,
  // What is waited for comes in far less; a machine at its limits still gets there.
  expect: { timeout: 15_000 },
  // A page test waits more than it works, and each has its own organization: two share two cores well.
  workers: 2,
  use: {
    baseURL: process.env.HILO_URL,
    actionTimeout: 15_000,
    navigationTimeout: 20_000,
    locale: "es-AR",
    timezoneId: "America/Argentina/Buenos_Aires",
    launchOptions: browserOptions(),
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
});
