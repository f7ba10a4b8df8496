import { type AddressInfo, createServer, connect as dial, type Socket } from "node:net";

export interface Gate {
  port: number;
  /** From now on bytes go nowhere, in either direction, and new connections are taken and not answered. */
  silence(): void;
  /** Drops what was silent and lets everything through again. */
  open(): void;
  close(): Promise<void>;
}

/** A way to a local port that can fall silent, as a network does that loses packets instead of refusing them. */
export async function startGate(target: number): Promise<Gate> {
  let silent = false;
  const sockets = new Set<Socket>();
  const server = createServer((inside) => {
    sockets.add(inside);
    inside.on("error", () => undefined).on("close", () => sockets.delete(inside));
    if (silent) return;
    const outside = dial(target, "127.0.0.1");
    sockets.add(outside);
    outside.on("error", () => undefined).on("close", () => sockets.delete(outside));
    pass(inside, outside, () => silent);
    pass(outside, inside, () => silent);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    silence: () => {
      silent = true;
    },
    open: () => {
      silent = false;
      drop();
    },
    close: () => {
      drop();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

function pass(from: Socket, to: Socket, silent: () => boolean): void {
  from.on("data", (bytes) => silent() || to.write(bytes)).on("close", () => silent() || to.destroy());
}
