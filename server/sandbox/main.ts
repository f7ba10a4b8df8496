import path from "node:path";
import { parseArgs } from "node:util";
import type { StandIn } from "../local/stand-in";
import { startCarrier } from "./server";

/**
 * `carrier --port P [--dir DIR] [--key KEY] [--review SECONDS]`: the carrier alone. Its journal is in DIR, by default
 * `$LOCAL_DIR/carrier`; KEY is by default `$SANDBOX_ADMIN_KEY`.
 */
export async function main(argv: string[]): Promise<StandIn> {
  const { values } = parseArgs({
    args: argv,
    options: {
      port: { type: "string" },
      dir: { type: "string" },
      key: { type: "string" },
      review: { type: "string" },
    },
  });
  return startCarrier({
    port: Number(values.port ?? 0),
    dataDir: values.dir ?? path.join(process.env.LOCAL_DIR ?? ".local", "carrier"),
    adminKey: values.key ?? process.env.SANDBOX_ADMIN_KEY ?? "sandbox",
    ...(values.review === undefined ? {} : { reviewSeconds: Number(values.review) }),
  });
}
