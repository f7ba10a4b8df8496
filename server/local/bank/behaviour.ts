import type { ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import { z } from "zod";

/** How the next answers come: `times` of them, or all until something else is said. */
export const behaviour = z.object({
  mode: z.enum([
    "normal",
    "slow",
    "hang",
    "error",
    "busy",
    "page",
    "lie",
    "wrong-types",
    "flood",
    "down",
    "cut",
  ]),
  /** How long `slow` takes. */
  afterMs: z.int().min(0).max(60_000).default(1_000),
  times: z.int().min(1).nullable().default(null),
});
export type Behaviour = z.infer<typeof behaviour>;

export const normal: Behaviour = { mode: "normal", afterMs: 0, times: null };

const FLOOD_BYTES = 50_000_000;

/** Answers as it was told to, instead of what was asked; false where the answer is to be the usual one. */
export async function misbehave({ mode, afterMs }: Behaviour, response: ServerResponse): Promise<boolean> {
  switch (mode) {
    case "slow":
      await setTimeout(afterMs);
      return false;
    case "hang":
      return true;
    case "error":
      return end(response, 500, "application/json", '{"error":{"code":"INTERNAL","message":"ORA-00600"}}');
    case "busy":
      response.setHeader("retry-after", "1");
      return end(response, 503, "application/json", '{"error":{"code":"MAINTENANCE"}}');
    case "page":
      return end(response, 200, "text/html", "<html><body>Mantenimiento programado</body></html>");
    case "lie":
      return end(response, 200, "application/json", "<html><body>Mantenimiento programado</body></html>");
    case "flood":
      return flood(response);
    case "cut":
      return cut(response);
    case "down":
      response.socket?.destroy();
      return true;
    default:
      return false;
  }
}

function end(response: ServerResponse, status: number, type: string, text: string): true {
  response.writeHead(status, { "content-type": type }).end(text);
  return true;
}

/** Half an answer, and the connection is gone. */
function cut(response: ServerResponse): true {
  response.writeHead(200, { "content-type": "application/json", "content-length": "4000" });
  response.write('{"customers":[{"phone":"5491155017310","accountBalance":', () =>
    response.socket?.destroy(),
  );
  return true;
}

/** One array of 50 MB. */
function flood(response: ServerResponse): true {
  response.writeHead(200, { "content-type": "application/json" });
  const chunk = `${JSON.stringify("x".repeat(65_533))},`;
  let left = FLOOD_BYTES;
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left -= chunk.length;
      if (!response.write(chunk)) return void response.once("drain", more);
    }
    response.end("0]");
  };
  response.write("[");
  more();
  return true;
}
