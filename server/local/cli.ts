import { localPorts } from "./environment";
import { webPort } from "./project";
import type { StandIn } from "./stand-in";
import { told, untilTold } from "./until-told";

interface Part {
  /** Options beside `--port`, with what they do. */
  options: string;
  /** Either stays until it is interrupted, or returns what it started. */
  load(): Promise<{ main(argv: string[]): Promise<unknown> }>;
}

const parts: Record<string, Part> = {
  postgres: {
    options: `
  --data DIR           default LOCAL_DIR/postgres; created when missing
  --password TEXT      of the owner, postgres, when the directory is created; without it none is asked
  --fast               no fsync: the data may vanish with the machine`,
    load: () => import("./postgres/main"),
  },
  jobs: {
    options: `
  --database-url URL   default DATABASE_OWNER_URL
  --app-url URL        default APP_URL/api/inngest
  --lease-ms N         after how long without a sign of life the work of an engine is taken over
  The keys come from INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY.`,
    load: () => import("./jobs/main"),
  },
  realtime: {
    options: `
  --apps JSON          [{"id","key","secret","clientMessages"}]
  --host H             default 127.0.0.1`,
    load: () => import("./realtime/main"),
  },
  carrier: {
    options: `
  --dir DIR            of the journal and the media, default LOCAL_DIR/carrier
  --key KEY            of the control API, default SANDBOX_ADMIN_KEY
  --review SECONDS     how long a template waits for its verdict`,
    load: () => import("@/server/sandbox/main"),
  },
  mail: {
    options: `
  --smtp-port P        where mails are handed over, default PORT + 7; 0 takes a free one
  --data DIR           default LOCAL_DIR/mail`,
    load: () => import("./mail/main"),
  },
  bank: {
    options: `
  --key KEY            that it asks for, default BANK_KEY`,
    load: () => import("./bank/main"),
  },
  transcription: {
    options: `
  --key KEY            that it asks for, default TRANSCRIPTION_KEY
  --per-minute N       files that it takes within a minute, default 600`,
    load: () => import("./transcription/main"),
  },
};
/** Their ports and names are kept. */
const later = ["stripe"];

const usage = `npm run local -- NAME [--port P] …

Starts one stand-in for an outside service, until it is interrupted.
NAME is one of: ${[...Object.keys(parts), ...later].join(", ")}. NAME --help lists its options.
`;

/** `npm run local`: one stand-in alone. Resolves with the exit code. */
async function main([name, ...rest]: string[]): Promise<number> {
  if (name === undefined || name === "--help") return say(usage, name === undefined ? 2 : 0);
  if (later.includes(name)) return say(`${name}: not built yet.\n`, 2);
  const part = parts[name];
  if (!part) return say(`There is no stand-in called ${name}.\n\n${usage}`, 2);
  const port = localPorts(webPort(process.env))[name as keyof ReturnType<typeof localPorts>];
  if (rest.includes("--help")) {
    return say(
      `npm run local -- ${name}\n\n  --port P             default ${port}; 0 takes a free one${part.options}\n`,
      0,
    );
  }
  const wanted = rest.some((argument) => argument.startsWith("--port"))
    ? rest
    : ["--port", String(port), ...rest];
  const signal = untilTold();
  const started = (await (await part.load()).main(wanted)) as StandIn | undefined;
  if (started) {
    process.stdout.write(`${JSON.stringify(started)}\n`);
    await told(signal);
    await started.close();
  }
  return 0;
}

function say(text: string, code: number): number {
  (code === 0 ? process.stdout : process.stderr).write(text);
  return code;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode ||= code;
  },
  (error: Error) => {
    process.exitCode = say(`${error.message}\n`, 1);
  },
);
