import { type ChildProcess, spawn } from "node:child_process";
import { once as emitted } from "node:events";
import path from "node:path";
import { afterEach, expect, it } from "vitest";
import type { RealtimeServer } from "./server";
import { app, once, subscribed, vendorClient, vendorServer } from "./test-clients";

const script = `import(${JSON.stringify(path.join(import.meta.dirname, "main.ts"))})
  .then(({ main }) => main(process.argv.slice(1)))`;
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

function run(...argv: string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", "-e", script, "--", ...argv], { stdio: "pipe" });
  children.push(child);
  return child;
}

/** A server in a process of its own, as tests of one in this process see it. */
async function running(port: number) {
  const child = run("--port", String(port), "--apps", JSON.stringify([app]));
  const [line] = await emitted(child.stdout, "data");
  const { name, url } = JSON.parse(String(line));
  const { hostname: host, port: bound } = new URL(url);
  const server: RealtimeServer = { name, url, host, port: Number(bound), close: async () => {} };
  return { child, server };
}

it("is found again by its clients after it was killed and restarted", async () => {
  const first = await running(0);
  const client = await vendorClient(first.server, "ana");
  const channel = await subscribed(client, "private-lasting");
  first.child.kill("SIGKILL");
  await emitted(first.child, "exit");
  // The client tries again after one second, then only every fifteen: hence the room in the time limit.
  const second = await running(first.server.port);
  await once(channel, "pusher:subscription_succeeded");
  const received = once(channel, "after");
  await vendorServer(second.server).trigger("private-lasting", "after", { n: 1 });
  expect(await received).toEqual({ n: 1 });
  client.disconnect();
  second.child.kill("SIGTERM");
  expect(await emitted(second.child, "exit")).toEqual([0, null]);
}, 60_000);

it("complains in one line of JSON", async () => {
  const child = run("--port", "0");
  let text = "";
  child.stderr.on("data", (bytes) => {
    text += bytes;
  });
  const [code] = await emitted(child, "close");
  expect(code).toBe(1);
  expect(JSON.parse(text)).toEqual({ error: "--apps is missing" });
});
