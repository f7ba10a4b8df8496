import { fillEnvironment } from "@/server/local/fill-environment";
import { closeSql } from "./client";

/** Loads the demo; the last line on standard output says who can sign in. */
async function main(): Promise<void> {
  fillEnvironment();
  const { seedDemo } = await import("./seed");
  process.stdout.write(`${JSON.stringify({ signIns: await seedDemo() })}\n`);
}

main()
  .catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  })
  .finally(closeSql);
