import nextEnv from "@next/env";
import { localPorts } from "./environment";
import { type Launched, launch } from "./launcher";
import { localDirectory, projectRoot, webPort } from "./project";
import { told, untilTold } from "./until-told";

const print = (line: string) => process.stdout.write(`${line}\n`);

/** `npm run dev`: the whole product on this machine, every gap of the environment filled. */
async function main(): Promise<void> {
  nextEnv.loadEnvConfig(projectRoot, true, { info: () => undefined, error: (text: string) => print(text) });
  const end = untilTold();
  const died = new AbortController();
  const signal = AbortSignal.any([end, died.signal]);
  let ready = false;
  const port = webPort(process.env);
  const copy = await launch({
    mode: "dev",
    port,
    localDir: localDirectory(process.env),
    given: process.env,
    signal,
    onProgress: (line) => print(`  ${line}`),
    onOutput: (text) => ready && process.stdout.write(text),
    onDeath: (reason) => {
      print(reason);
      process.exitCode = 1;
      died.abort();
    },
  });
  ready = true;
  announce(copy, port);
  await told(signal);
  await copy.stop();
}

function announce({ url, parts, signIns }: Launched, port: number): void {
  const ports = localPorts(port);
  const lines = ["", `  Hilo is ready:  ${url}`, ""];
  for (const { org, role, email, password } of signIns) {
    lines.push(`  ${org.padEnd(18)} ${role.padEnd(12)} ${email.padEnd(32)} ${password}`);
  }
  if (signIns.length > 0) lines.push("");
  if (parts.carrier) lines.push(`  Sandbox phone   ${url}/sandbox`);
  if (parts.mail) lines.push(`  Mail            http://localhost:${ports.mail}`);
  lines.push("  Ctrl-C ends everything.", "");
  print(lines.join("\n"));
}

main().catch((error: Error) => {
  print(error.message);
  process.exitCode ||= 1;
});
