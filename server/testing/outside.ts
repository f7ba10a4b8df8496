import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export type Answer = Parameters<RequestListener>[1];

/** A server of somebody else, which answers as a test says and remembers what it heard. */
export interface Outside {
  port: number;
  url: string;
  /** Connections that were made to it, whatever came of them. */
  readonly connections: number;
  heard: IncomingMessage[];
  answers(how: RequestListener): void;
  close(): void;
}

/** @param make another kind of server, e.g. one with a certificate. */
export async function startOutside(
  host = "127.0.0.1",
  make: (listener: RequestListener) => Server = createServer,
): Promise<Outside> {
  const heard: IncomingMessage[] = [];
  let connections = 0;
  let how: RequestListener = (_, response) => json(response, { fine: true });
  const server = make((request, response) => {
    heard.push(request);
    how(request, response);
  });
  server.on("connection", () => {
    connections += 1;
  });
  server.listen(0, host);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    get connections() {
      return connections;
    },
    heard,
    answers: (next) => {
      how = next;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

export const raw = (response: Answer, text: string) =>
  response.writeHead(200, { "content-type": "application/json; charset=utf-8" }).end(text);

export const json = (response: Answer, value: unknown) => raw(response, JSON.stringify(value));

/** JSON as its header says, without an end for a long time. */
export function flood(response: Answer, bytes = 50_000_000): void {
  response.writeHead(200, { "content-type": "application/json" });
  const chunk = Buffer.alloc(64 * 1024, 32);
  let left = bytes;
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left -= chunk.length;
      if (!response.write(chunk)) return void response.once("drain", more);
    }
    response.end();
  };
  more();
}
