import { spawn } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";
import { build, isBuilt } from "@/server/local/build";
import { projectRoot } from "@/server/local/project";
import { ensureBrowser } from "./browser";

const usage = `npm run tour -- [--url URL] [--mail URL] [--headed] [--language es|en] [--pictures] [--json]

Walks through the product as a new user would. Without --url on a copy of its own, which it builds when there is none.
  --url URL        a copy that runs already, for instance http://localhost:3000
  --mail URL       its mail page, default the port of the copy + 6
  --headed         shows the browsers
  --language es    one of the two languages
  --pictures       keeps the pictures that README.md shows, in public/tour
`;

/** `npm run tour`: the page test app/tour.e2e.ts. Ends with its exit code. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      url: { type: "string" },
      mail: { type: "string" },
      headed: { type: "boolean" },
      language: { type: "string" },
      pictures: { type: "boolean" },
      json: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help) return void process.stdout.write(usage);
  await ensureBrowser();
  if (!values.url && !isBuilt()) await build();
  const code = await walk(
    [...(values.headed ? ["--headed"] : []), ...(values.language ? ["--grep", ` ${values.language} `] : [])],
    {
      ...(values.url ? running(values.url, values.mail) : {}),
      TOUR_PICTURES: values.pictures ? "on" : "off",
    },
  );
  if (values.json) process.stdout.write(`${JSON.stringify({ tour: { passed: code === 0 } })}\n`);
  process.exitCode = code;
}

function running(url: string, mail: string | undefined): Record<string, string> {
  const { origin, hostname, port } = new URL(url);
  return { HILO_URL: origin, MAIL_URL: mail ?? `http://${hostname}:${Number(port || 80) + 6}` };
}

function walk(options: string[], env: Record<string, string>): Promise<number> {
  const playwright = path.join(projectRoot, "node_modules/.bin/playwright");
  const args = ["test", "app/tour.e2e.ts", "--reporter=list", ...options];
  const child = spawn(playwright, args, {
    cwd: projectRoot,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
