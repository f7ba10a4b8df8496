import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { callbackUrl, sandbox, sandboxBusiness } from "@/server/channels/provision";
import { moveClock } from "@/server/channels/sandbox/move-clock";
import { close } from "@/server/conversations/close";
import { createCloseReason } from "@/server/conversations/create-close-reason";
import { deliveriesSettled } from "@/server/conversations/deliver";
import { note } from "@/server/conversations/note";
import { readClosing } from "@/server/conversations/queries/closing";
import { reply } from "@/server/conversations/reply";
import { sendTemplate } from "@/server/conversations/send-template";
import { uploadAttachment } from "@/server/conversations/upload-attachment";
import {
  afterAssigned,
  afterClockMoved,
  afterClosed,
  afterReplied,
  afterTaskAsked,
  reactionsSettled,
} from "@/server/reactions";
import { assign } from "@/server/routing/assign";
import type { CustomerRef, InboundMessage } from "@/server/sandbox/client";
import { sampleOf } from "@/server/sandbox/samples";
import { type MemberScope, scopeForNewMember } from "@/server/scope";
import { askTask } from "@/server/tasks/ask-task";
import type { Receiver } from "./receiver";
import type { Demo, Step } from "./script";

export interface Cast {
  orgId: string;
  slug: string;
  memberIds: Map<string, string>;
  /** The carrier's ids of the numbers. */
  phoneIds: string[];
  connectionId: string;
  customers: Demo["customers"];
}

type By<K extends string> = Extract<Step, Record<K, unknown>>;

/** Plays a demo's steps at their own time, the carrier's clock and ours together: every row comes from the product's own verbs. */
export class Stage {
  /** What each customer said, and on which number, in order. */
  private readonly said = new Map<string, { wamid: string; phone: string }[]>();
  private readonly known = new Map<string, CustomerRef>();

  constructor(
    private readonly cast: Cast,
    private readonly receiver: Receiver,
  ) {}

  async play(steps: Step[]): Promise<void> {
    await this.listen(this.receiver.url(this.cast.connectionId));
    const inOrder = [...steps].sort((a, b) => b.ago - a.ago);
    for (const step of inOrder) {
      await this.moveClock(-step.ago * 60_000);
      await this.act(step);
      // What follows from it belongs to its own time too.
      await reactionsSettled();
    }
    await this.moveClock(0);
    await this.listen(callbackUrl(this.cast.connectionId));
  }

  private async moveClock(offsetMs: number): Promise<void> {
    const owner = await this.member("owner");
    await moveClock(owner, { offsetMs }, () => afterClockMoved(owner));
  }

  /** Where the carrier's callbacks go. */
  private async listen(url: string): Promise<void> {
    const verifyToken =
      (await sandbox().business(sandboxBusiness(this.cast.orgId))).callback?.verifyToken ?? "";
    await sandbox().changeBusiness(sandboxBusiness(this.cast.orgId), { callback: { url, verifyToken } });
  }

  private async act(step: Step): Promise<void> {
    if ("says" in step) return this.speak(step, step.says, step.number ?? 0);
    if ("quotes" in step)
      return this.speak(step, {
        type: "text",
        text: { body: step.text },
        context: { id: await this.ours(step, step.quotes) },
      });
    if ("reacts" in step)
      return this.speak(step, {
        type: "reaction",
        reaction: { message_id: await this.ours(step, step.to), emoji: step.reacts },
      });
    if ("edits" in step) {
      const message = { type: "text", text: { body: step.edits } };
      return this.speak(step, {
        type: "edit",
        edit: { original_message_id: this.theirs(step, step.to), message },
      });
    }
    if ("revokes" in step)
      return this.speak(step, {
        type: "revoke",
        revoke: { original_message_id: this.theirs(step, step.revokes) },
      });
    if ("reads" in step) return this.read(step);
    if ("acts" in step) return this.doAct(step);
    if ("echo" in step) return this.echo(step);
    return this.answer(step);
  }

  private async speak(step: Step, message: InboundMessage, place?: number): Promise<void> {
    const phone = place === undefined ? this.last(step).phone : (this.cast.phoneIds[place] ?? "");
    const customer = this.known.get(step.with) ?? this.cast.customers[step.with] ?? { name: step.with };
    const { wamid, customer: met } = await this.applied(
      () => sandbox().inbound(phone, { customer, message }),
      (r) => r.wamid,
    );
    this.known.set(step.with, { bsuid: met.bsuid });
    if (!["reaction", "edit", "revoke"].includes(message.type))
      this.said.set(step.with, [...(this.said.get(step.with) ?? []), { wamid, phone }]);
  }

  /** Asks to be told before the act, since the callback may be quicker than its answer. */
  private async applied<T>(work: () => Promise<T>, idOf: (result: T) => string): Promise<T> {
    const seen: string[] = [];
    let id: string | null = null;
    const heard = this.receiver.heard((body) => {
      seen.push(body);
      return id !== null && seen.some((one) => one.includes(id ?? ""));
    });
    const result = await work();
    id = idOf(result);
    if (!seen.some((one) => one.includes(id ?? ""))) await heard;
    return result;
  }

  private async read(step: Step): Promise<void> {
    const { phone } = this.last(step);
    const heard = this.receiver.heard((body) => body.includes('"read"'));
    const { read } = await sandbox().read(phone, this.bsuid(step));
    if (read > 0) await heard;
  }

  private async doAct(step: By<"acts">): Promise<void> {
    const heard = this.receiver.heard((body) => body.includes(this.bsuid(step)));
    const { customer } = await sandbox().act(this.last(step).phone, this.bsuid(step), step.acts);
    await heard;
    this.known.set(step.with, { bsuid: customer.bsuid });
  }

  private async echo(step: By<"echo">): Promise<void> {
    const body = { customer: { bsuid: this.bsuid(step) }, type: "text", content: { body: step.echo } };
    await this.applied(
      () => sandbox().echo(this.last(step).phone, body),
      (r) => r.wamid,
    );
  }

  private async answer(step: By<"member">): Promise<void> {
    const scope = await this.member(step.member);
    const conversation = await this.conversation(step);
    const conversationId = conversation.id;
    if ("notes" in step) return note(scope, { conversationId, clientMessageId: newId(), body: step.notes });
    if ("asks" in step) {
      const asked = { conversationId, clientTaskId: newId(), title: step.asks, body: step.detail ?? "" };
      return askTask(scope, { ...asked, teamId: null, dueAt: null }, () => afterTaskAsked(scope));
    }
    if ("closes" in step) return this.close(scope, conversationId, step.closes);
    if ("takes" in step) {
      const to = { memberId: scope.actor.id };
      await assign(scope, { conversationId, to, epoch: conversation.epoch }, (id) =>
        afterAssigned(scope.orgId, id),
      );
      return deliveriesSettled();
    }
    const { messageId } = await this.send(scope, conversation, step);
    const told = this.receiver.heard((body) => body.includes(messageId) && /"(delivered|failed)"/.test(body));
    await deliveriesSettled();
    await told;
  }

  private async close(scope: MemberScope, conversationId: string, name: string): Promise<void> {
    const { reasons } = await readClosing(scope);
    const reasonId =
      reasons.find((r) => r.name === name)?.id ?? (await createCloseReason(scope, { name })).reasonId;
    await close(scope, { conversationIds: [conversationId], reasonId }, (ids) =>
      afterClosed(scope.orgId, ids),
    );
  }

  private async send(
    scope: MemberScope,
    conversation: Conversation,
    step: By<"replies"> | By<"sends"> | By<"template">,
  ): Promise<{ messageId: string }> {
    const conversationId = conversation.id;
    const clientMessageId = newId();
    const replied = () => afterReplied(scope, conversationId);
    if ("template" in step) {
      const templateId = await this.templateId(step.template);
      return sendTemplate(
        scope,
        { conversationId, clientMessageId, templateId, values: step.values },
        replied,
      );
    }
    const content =
      "replies" in step
        ? { type: "text" as const, body: step.replies }
        : await this.upload(scope, conversationId, step);
    const replyToMessageId =
      "replies" in step && step.quoting ? await this.messageId(step, step.quoting) : null;
    const seen = { seenSeq: conversation.last_seq, epoch: conversation.epoch };
    return reply(scope, { conversationId, clientMessageId, content, replyToMessageId, ...seen }, replied);
  }

  private async upload(scope: MemberScope, conversationId: string, step: By<"sends">) {
    const { bytes, mimeType, filename } = sampleOf(step.sends);
    const name = filename ?? `${step.sends}.${mimeType.split("/")[1]?.split(";")[0]}`;
    const { attachmentId } = await uploadAttachment(scope, {
      conversationId,
      name,
      claimedMime: mimeType,
      bytes,
    });
    return { type: step.sends, attachmentId, caption: step.sends === "audio" ? undefined : step.caption };
  }

  private member(key: string): Promise<MemberScope> {
    return scopeForNewMember(this.cast.orgId, this.cast.memberIds.get(key) ?? "", this.cast.slug);
  }

  private last(step: Step): { wamid: string; phone: string } {
    const said = this.said.get(step.with)?.at(-1);
    if (!said) throw new Error(`${step.with} has said nothing yet`);
    return said;
  }

  private theirs(step: Step, fromEnd: number): string {
    return this.said.get(step.with)?.at(-fromEnd)?.wamid ?? "";
  }

  private bsuid(step: Step): string {
    return this.known.get(step.with)?.bsuid ?? "";
  }

  private async conversation(step: Step): Promise<Conversation> {
    const [row] = await this.ask<Conversation>(
      step,
      (s, wamid) => s.sql<Conversation[]>`
      select c.id, c.last_seq, c.epoch from messages m join conversations c on c.org_id = m.org_id and c.id = m.conversation_id
      where m.org_id = ${s.orgId} and m.provider_id = ${wamid}`,
    );
    if (!row) throw new Error(`What ${step.with} wrote did not arrive`);
    return row;
  }

  /** The carrier's id of our message that is so far from the end. */
  private async ours(step: Step, fromEnd: number): Promise<string> {
    const [row] = await this.ask<{ provider_id: string }>(
      step,
      (s, wamid) => s.sql<{ provider_id: string }[]>`
      select d.provider_id from messages m join deliveries d on d.org_id = m.org_id and d.conversation_id = m.conversation_id
      where m.org_id = ${s.orgId} and m.provider_id = ${wamid} order by d.seq desc offset ${fromEnd - 1} limit 1`,
    );
    return row?.provider_id ?? "";
  }

  private async messageId(step: Step, fromEnd: number): Promise<string | null> {
    const wamid = this.theirs(step, fromEnd);
    const [row] = await this.ask<{ id: string }>(
      step,
      (s) => s.sql<{ id: string }[]>`
      select id from messages where org_id = ${s.orgId} and provider_id = ${wamid}`,
    );
    return row?.id ?? null;
  }

  private async templateId(name: string): Promise<string> {
    const [row] = await inOrg(
      await this.member("owner"),
      (s) => s.sql<{ id: string }[]>`
      select id from templates where org_id = ${s.orgId} and name = ${name}`,
    );
    return row?.id ?? newId();
  }

  private async ask<T>(step: Step, question: (s: InOrg, wamid: string) => Promise<T[]>): Promise<T[]> {
    return inOrg(await this.member("owner"), (s) => question(s, this.last(step).wamid));
  }
}

type InOrg = Parameters<Parameters<typeof inOrg>[1]>[0];

interface Conversation {
  id: string;
  last_seq: number;
  epoch: number;
}
