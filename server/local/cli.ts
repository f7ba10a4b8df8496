const names = {
  postgres: () => import("./postgres/main"),
  jobs: () => import("./jobs/main"),
  realtime: () => import("./realtime/main"),
  carrier: () => import("@/server/sandbox/main"),
  mail: () => import("./mail/main"),
};
/** Their ports and names are kept. */
const later = ["stripe", "bank"];

const usage = `npm run local -- NAME [--port P] …

Starts one stand-in for an outside service, until it is interrupted.
NAME is one of: ${[...Object.keys(names), ...later].join(", ")}. NAME --help lists its options.
`;

/** `npm run local`: one stand-in alone. */
async function main([name, ...rest]: string[]): Promise<number> {
  if (name === undefined || name === "--help" || name === "-h") return say(usage, name === undefined ? 2 : 0);
  if (later.includes(name)) return say(`${name}: not built yet.\n`, 2);
  if (!(name in names)) return say(`There is no stand-in called ${name}.\n\n${usage}`, 2);
  const part = await names[name as keyof typeof names]();
  await part.main(rest);
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
