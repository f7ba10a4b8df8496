import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { receiveWebhook } from "@/server/receive-webhook";

export interface Receiver {
  url(connectionId: string): string;
  /** Resolves when a callback that satisfies the question has been applied; gives up quietly after some seconds. */
  heard(question: (body: string) => boolean): Promise<void>;
  close(): Promise<void>;
}

const patience = 4_000;

/** Takes the carrier's callbacks in this process, by the app's own way, while the app may not be up yet. */
export async function startReceiver(): Promise<Receiver> {
  const waiting = new Set<{ question: (body: string) => boolean; done: () => void }>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const headers = { "x-hub-signature-256": String(request.headers["x-hub-signature-256"] ?? "") };
    const asked = new Request("http://localhost/", { method: "POST", headers, body });
    const answer = await receiveWebhook(asked, "whatsapp", request.url?.slice(1) ?? "");
    response.writeHead(answer.status).end();
    const text = body.toString("utf8");
    for (const one of waiting) if (answer.ok && one.question(text)) one.done();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (connectionId) => `http://127.0.0.1:${port}/${connectionId}`,
    heard: (question) =>
      new Promise((resolve) => {
        const one = { question, done: () => resolve() };
        const timer = setTimeout(() => one.done(), patience).unref();
        one.done = () => {
          clearTimeout(timer);
          waiting.delete(one);
          resolve();
        };
        waiting.add(one);
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
