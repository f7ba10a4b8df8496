import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium, type LaunchOptions } from "@playwright/test";

const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const isRoot = process.getuid?.() === 0;

/** How tests start the browser: `PW_CHROMIUM`, Playwright's own download, or the system's. */
export function browserOptions(): LaunchOptions {
  return {
    executablePath: process.env.PW_CHROMIUM ?? (hasOwn() ? undefined : systemBrowser()),
    // The sandbox of Chromium does not work for root.
    chromiumSandbox: !isRoot,
    args: [
      ...(isRoot ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  };
}

/** Installs a browser when none is found: the distribution's as root on Debian, else Playwright's own. */
export async function ensureBrowser(): Promise<void> {
  if (process.env.PW_CHROMIUM || hasOwn() || systemBrowser()) return;
  if (isRoot && existsSync("/usr/bin/apt-get")) {
    process.stdout.write("No browser found: installing chromium with apt-get …\n");
    run("apt-get", ["update", "-qq"]);
    run("apt-get", ["install", "-y", "-qq", "chromium"]);
  } else {
    run("npx", ["playwright", "install", "chromium"]);
  }
  if (!hasOwn() && !systemBrowser())
    throw new Error("There is no browser for the page tests: set PW_CHROMIUM to one.");
}

function run(program: string, args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const { status } = spawnSync(program, args, { stdio: ["ignore", "ignore", "inherit"], env });
  if (status !== 0) process.stdout.write(`${program} ${args[0]} ended with ${status}.\n`);
}

function hasOwn(): boolean {
  return existsSync(chromium.executablePath());
}

function systemBrowser(): string | undefined {
  return installed.find(existsSync);
}
