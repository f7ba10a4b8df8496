import { inOrg } from "@/db/org";
import { adapterFor } from "@/server/channels/registry";
import type { Scope } from "@/server/scope";
import { endConversations } from "./end-conversations";
import { lockConversation } from "./lock-conversation";
import { lockConversations } from "./lock-conversations";
import { readSilent, type SilentConversation } from "./read-silent";
import { readStandardTexts } from "./read-standard-texts";
import { replyWindow } from "./rules/reply-window";
import { sayStandard } from "./say-standard";

/** As many are looked at in one transaction, and closed in one. */
const atOnce = 500;

/**
 * Customers who answer no more are asked whether they are there, in their number's words, and later their conversations are closed.
 * Each is decided again under its lock: whoever wrote meanwhile is there. Returns those that were closed.
 */
export async function settleSilence(scope: Scope): Promise<string[]> {
  const closed: string[] = [];
  for (let after: SilentConversation | null = null; ; ) {
    const found = await inOrg(scope, (s) => readSilent(s, { after, limit: atOnce }));
    for (const { id } of found.filter(({ step }) => step === "ask")) await ask(scope, id);
    const left = found.filter(({ step }) => step === "close").map(({ id }) => id);
    if (left.length > 0) closed.push(...(await closeSilent(scope, left)));
    after = found.at(-1) ?? null;
    if (found.length < atOnce) return closed;
  }
}

/** Once in each silence. */
async function ask(scope: Scope, conversationId: string): Promise<void> {
  await inOrg(scope, async (s) => {
    const to = await lockConversation(s, conversationId);
    const [still] = await readSilent(s, { ids: [conversationId] });
    const { windowHours } = adapterFor(to.channel).capabilities;
    if (still?.step !== "ask" || !replyWindow(windowHours, to.windows, to.now).open) return;
    const text = (await readStandardTexts(s, to)).texts.silent;
    if (text) await sayStandard(s, to, { kind: "silent", text, period: still.silence });
  });
}

async function closeSilent(scope: Scope, ids: string[]): Promise<string[]> {
  return inOrg(scope, async (s) => {
    await lockConversations(s, ids);
    const still = (await readSilent(s, { ids })).filter(({ step }) => step === "close").map(({ id }) => id);
    if (still.length > 0) await endConversations(s, still, { reason: "silent" });
    return still;
  });
}
