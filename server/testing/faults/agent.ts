import { appendFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { createTRPCClient, httpLink, TRPCClientError } from "@trpc/client";
import superjson from "superjson";
import { v4 } from "uuid";
import type { AppRouter } from "@/server/router";
import { password, type RigOrganization } from "./world";

/** One decision to answer that the product has acknowledged to its agent: a line of the agents' own log. */
export interface AcknowledgedReply {
  orgId: string;
  conversationId: string;
  messageId: string;
  clientMessageId: string;
}

/** An agent behind a browser: signs in, answers, and repeats a request until it is acknowledged, under one client id. */
export class Agent {
  private readonly client: ReturnType<typeof createTRPCClient<AppRouter>>;
  private readonly cookies = new Map<string, string>();

  constructor(
    private readonly url: string,
    private readonly org: RigOrganization,
    private readonly logFile: string,
  ) {
    const link = httpLink({
      url: `${url}/api/trpc`,
      transformer: superjson,
      headers: () => ({ "x-hilo-org": org.slug, cookie: this.cookieLine() }),
      fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(10_000) }),
    });
    this.client = createTRPCClient<AppRouter>({ links: [link] });
  }

  async signIn(): Promise<void> {
    const { csrfToken } = (await (await this.call("/api/auth/csrf")).json()) as { csrfToken: string };
    const form = { csrfToken, email: this.org.email, password, json: "true" };
    const answer = await this.call("/api/auth/callback/password", new URLSearchParams(form));
    if (!answer.ok) throw new Error(`The rig's agent could not sign in: ${answer.status}`);
  }

  /** Answers somebody. `choose` picks one of so many conversations. */
  async reply(body: string, choose: (count: number) => number): Promise<void> {
    const clientMessageId = v4();
    const to = await this.insist(() => this.pick(choose));
    let seen = { seq: to.lastSeq, epoch: to.epoch };
    const { messageId } = await this.insist(async () => {
      try {
        return await this.client.conversations.reply.mutate({
          conversationId: to.id,
          clientMessageId,
          content: { type: "text", body },
          seenSeq: seen.seq,
          epoch: seen.epoch,
        });
      } catch (error) {
        seen = afterLooking(error, seen);
        throw error;
      }
    });
    const line: AcknowledgedReply = {
      orgId: this.org.orgId,
      conversationId: to.id,
      messageId,
      clientMessageId,
    };
    appendFileSync(this.logFile, `${JSON.stringify(line)}\n`);
  }

  private async pick(choose: (count: number) => number) {
    const list = (section: "awaiting" | "answered") =>
      this.client.conversations.list.query({ queue: "all", section, limit: 100 });
    const [awaiting, answered] = await Promise.all([list("awaiting"), list("answered")]);
    const all = [...awaiting.items, ...answered.items].sort((a, b) => (a.id < b.id ? -1 : 1));
    const chosen = all[choose(all.length)];
    if (!chosen) throw new Error("Nobody has written yet");
    return chosen;
  }

  /** What a person does before an app that is away: tries again until it answers. */
  private async insist<T>(attempt: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        if (isHopeless(error)) throw error;
        await wait(100);
      }
    }
  }

  private async call(path: string, body?: URLSearchParams): Promise<Response> {
    const headers = { cookie: this.cookieLine() };
    const request = body ? { method: "POST", body, headers } : { headers };
    const answer = await fetch(`${this.url}${path}`, { ...request, redirect: "manual" });
    for (const line of answer.headers.getSetCookie()) {
      const pair = line.split(";")[0] ?? "";
      this.cookies.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    return answer;
  }

  private cookieLine(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }
}

interface Shape {
  code: string;
  details: { seqs?: number[]; epoch?: number };
}

const shapeOf = (error: unknown): Shape | undefined =>
  error instanceof TRPCClientError ? (error.data as Shape | undefined) : undefined;

/** The person has read the newer messages that were shown, and means what they wrote all the same. */
function afterLooking(error: unknown, seen: { seq: number; epoch: number }) {
  const { details } = shapeOf(error) ?? {};
  return { seq: Math.max(seen.seq, ...(details?.seqs ?? [])), epoch: details?.epoch ?? seen.epoch };
}

/** A refusal that no repetition changes is a mistake of the rig. */
const isHopeless = (error: unknown) =>
  ["FORBIDDEN", "UNAUTHENTICATED", "INVALID", "NOT_FOUND", "WINDOW_CLOSED", "CONVERSATION_CLOSED"].includes(
    shapeOf(error)?.code ?? "",
  );
