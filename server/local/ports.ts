import { createServer } from "node:net";

/** A port of 127.0.0.1 that is free now. */
export async function freePort(): Promise<number> {
  return listenOnce(0);
}

/** The first of ten ports in a row that are free now, as one copy of the product needs them. */
export async function freeBlock(): Promise<number> {
  for (;;) {
    // Below the ports that systems hand out by themselves.
    const first = 10_000 + 10 * Math.floor(Math.random() * 2_000);
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, (_, offset) => listenOnce(first + offset)),
    );
    if (tries.every(({ status }) => status === "fulfilled")) return first;
  }
}

/** Refuses with one sentence that names the port and what it was meant for. */
export async function assertFree(port: number, purpose: string): Promise<void> {
  try {
    await listenOnce(port);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new Error(`Port ${port} (${purpose}) is taken by another program: set PORT to start elsewhere.`);
  }
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}
