import { describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { DomainError } from "@/server/errors";
import { setTranscripts } from "@/server/organizations/set-transcripts";
import { createMember } from "@/server/testing/factories";
import { changeMessage } from "../change-messages";
import { search, searchMessages } from "../queries/search";
import { searchThread } from "../queries/search-thread";
import { askTranscript } from "./ask-transcript";
import { hearIt, rowOf, seen, sound, withSounds } from "./fixtures/sounds";

const office = withSounds();

describe("when asked", () => {
  test("only what a member asks for is written down", async () => {
    await setTranscripts(office.org.owner.scope, { transcripts: "asked" });
    const voice = await sound(office, { spoken: "A pedido" });
    expect((await seen(office, voice)).facts).toEqual({ state: null, reason: null, askable: true });
    expect(await hearIt(office, voice.id)).toBeNull();
    await askTranscript(office.org.owner.scope, voice);
    expect((await seen(office, voice)).facts).toMatchObject({ state: "pending", askable: false });
    expect(await hearIt(office, voice.id)).toBe("done");
    await askTranscript(office.org.owner.scope, voice);
    expect((await rowOf(office, voice.id))?.state).toBe("done");
  });

  test("nobody may who does not see it, nor where none is handed over", async () => {
    const voice = await sound(office);
    const team = newId();
    await inOrg(office.org.owner.scope, async (s) => {
      await s.sql`insert into teams (id, name) values (${team}, ${team})`;
      await s.sql`update conversations set team_id = ${team} where id = ${voice.conversationId}`;
    });
    const agent = await createMember(office.org, "agent", { teamIds: [] });
    for (const scope of [agent.scope, office.other.owner.scope])
      await expect(askTranscript(scope, voice)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await setTranscripts(office.org.owner.scope, { transcripts: "never" });
    await expect(askTranscript(office.org.owner.scope, voice)).rejects.toMatchObject({ code: "UNAVAILABLE" });
    await expect(askTranscript(office.org.owner.scope, { messageId: newId() })).rejects.toThrow(DomainError);
  });
});

describe("its text", () => {
  test("is found like what is written, and leads to the message, for who may read it", async () => {
    const voice = await sound(office, { spoken: "Quiero reclamar por el medidor de la esquina" });
    await hearIt(office, voice.id);
    const { hits } = await searchMessages(office.org.owner.scope, {
      query: "medidor esquina",
      among: "messages",
      limit: 40,
    });
    expect(hits).toMatchObject([
      { id: voice.messageId, conversationId: voice.conversationId, kind: "audio" },
    ]);
    expect(hits[0]?.snippet.filter((piece) => piece.hit).map((piece) => piece.text)).toEqual([
      "medidor",
      "esquina",
    ]);
    const { conversationId } = voice;
    expect(await searchThread(office.org.owner.scope, { conversationId, query: "reclamar" })).toEqual([
      { id: voice.messageId, seq: 1 },
    ]);
    expect((await search(office.other.owner.scope, { query: "medidor esquina" })).messages).toEqual([]);
  });

  test("stays when the message is edited, and is found no more once it was taken back", async () => {
    const voice = await sound(office, { spoken: "Guardá la ferretería" });
    await hearIt(office, voice.id);
    await inOrg(office.org.owner.scope, async (s) => {
      await s.sql`update messages set provider_id = ${voice.id} where id = ${voice.messageId}`;
      const content = { type: "audio", attachmentId: newId(), voice: true } as const;
      const at = { targetProviderId: voice.id, occurredAt: s.now, echo: false };
      await changeMessage(s, office.number, { type: "edit", content, ...at } as Parameters<
        typeof changeMessage
      >[2]);
    });
    expect((await seen(office, voice)).text).toBe("Guardá la ferretería");
    const find = async () =>
      (await searchMessages(office.org.owner.scope, { query: "ferreteria", among: "messages", limit: 40 }))
        .hits.length;
    expect(await find()).toBe(1);
    await inOrg(
      office.org.owner.scope,
      (s) => s.sql`update messages set revoked_at = now() where id = ${voice.messageId}`,
    );
    expect(await find()).toBe(0);
  });
});
