import { setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { sql } from "@/db/client";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { setTranscripts } from "@/server/organizations/set-transcripts";
import { scopeForSystem } from "@/server/scope";
import { writeOgg } from "../voice/write-ogg";
import { askTranscript } from "./ask-transcript";
import { answers, hearIt, rowOf, seen, sound, withSounds } from "./fixtures/sounds";
import { transcribe } from "./transcribe";
import { wantTranscript } from "./want-transcript";

const office = withSounds();
const due = (id: string) =>
  inOrg(
    office.org.owner.scope,
    (s) => s.sql`update transcripts set next_try_at = now() where attachment_id = ${id}`,
  );
describe("a customer's sound", () => {
  test("is written down once, however often and however much at once it is asked for", async () => {
    const voice = await sound(office, { spoken: "Se me cortó la luz" });
    const before = office.service.handed;
    const [first, second] = await Promise.all([hearIt(office, voice.id), hearIt(office, voice.id)]);
    expect([first, second].filter(Boolean)).toEqual(["done"]);
    expect(await hearIt(office, voice.id)).toBeNull();
    await inOrg(office.org.owner.scope, (s) => wantTranscript(s, voice.id));
    await due(voice.id);
    expect(await hearIt(office, voice.id)).toBeNull();
    expect(office.service.handed - before).toBe(1);
    expect(await seen(office, voice)).toEqual({
      text: "Se me cortó la luz",
      facts: { state: "done", reason: null, askable: false },
    });
    const trail = await inOrg(
      office.org.owner.scope,
      (s) =>
        s.sql`select action, details from audit_rows where subject_id = ${voice.messageId} and action like 'transcript.%'`,
    );
    expect(trail).toEqual([{ action: "transcript.settled", details: { state: "done" } }]);
  });

  test("is handed to nobody while the organization has not said so, nor once it took it back", async () => {
    await setTranscripts(office.org.owner.scope, { transcripts: "never" });
    const before = office.service.handed;
    const unwanted = await sound(office);
    expect(await rowOf(office, unwanted.id)).toBeUndefined();
    expect(await seen(office, unwanted)).toEqual({ text: undefined, facts: null });
    await setTranscripts(office.org.owner.scope, { transcripts: "always" });
    const waiting = await sound(office);
    expect((await seen(office, waiting)).facts).toMatchObject({ state: "pending" });
    await setTranscripts(office.org.owner.scope, { transcripts: "never" });
    expect((await seen(office, waiting)).facts).toBeNull();
    expect(await hearIt(office, waiting.id)).toBe("withdrawn");
    expect(office.service.handed).toBe(before);
  });

  test("is not handed over when the customer took it back", async () => {
    const voice = await sound(office);
    await inOrg(
      office.org.owner.scope,
      (s) => s.sql`update messages set revoked_at = now() where id = ${voice.messageId}`,
    );
    const before = office.service.handed;
    expect(await hearIt(office, voice.id)).toBe("withdrawn");
    expect(office.service.handed).toBe(before);
  });

  test("of ours is not written down", async () => {
    expect(await rowOf(office, (await sound(office, { direction: "out" })).id)).toBeUndefined();
  });

  test.each([
    ["an unknown format", { bytes: Buffer.from("#!AMR"), mime: "audio/amr" }, "unsupported"],
    ["longer than the service listens", { bytes: silence(26) }, "too-long"],
    ["a file that is none", { bytes: Buffer.from("no Ogg") }, "failed"],
  ])("%s ends as what it is", async (_name, given, state) => {
    const voice = await sound(office, given);
    expect(await hearIt(office, voice.id)).toBe(state);
    expect((await rowOf(office, voice.id))?.state).toBe(state);
    expect((await seen(office, voice)).text).toBeUndefined();
  });

  test("in which nobody speaks is done, without a text", async () => {
    const voice = await sound(office);
    await answers(office, { status: 200, text: "  " });
    expect(await hearIt(office, voice.id)).toBe("done");
    expect(await seen(office, voice)).toMatchObject({ text: undefined, facts: { state: "done" } });
  });

  test("keeps whatever the service writes, also what the database cannot hold", async () => {
    const voice = await sound(office);
    await answers(office, {
      status: 200,
      body: '{"text":"\\u0000 <script>alert(1)</script> \\ud83d \\u202egnihtemos"}',
    });
    expect(await hearIt(office, voice.id)).toBe("done");
    expect((await seen(office, voice)).text).toBe("\u2400 <script>alert(1)</script> \ufffd \u202egnihtemos");
  });
});

describe("a service that is not there", () => {
  test("is asked again, later each time and never before it says, and the sweep finds what is due", async () => {
    const voice = await sound(office, { spoken: "Al final" });
    await answers(office, { status: 503 });
    expect(await hearIt(office, voice.id)).toBe("pending");
    expect(await rowOf(office, voice.id)).toMatchObject({ reason: "unavailable", attempts: 1 });
    expect(await hearIt(office, voice.id)).toBeNull();
    expect(await dueOrganizations()).not.toContain(office.org.orgId);
    await due(voice.id);
    expect(await dueOrganizations()).toContain(office.org.orgId);
    await answers(office, { status: 429, retryAfter: "1000" });
    await hearIt(office, voice.id);
    expect(Number((await rowOf(office, voice.id))?.pause)).toBeGreaterThan(990);
    await due(voice.id);
    expect(await hearIt(office, voice.id)).toBe("done");
    expect(await rowOf(office, voice.id)).toMatchObject({ state: "done", reason: null, attempts: 3 });
  });

  test("for days is a failure with its class, and may be asked again by hand", async () => {
    const voice = await sound(office, { spoken: "Por fin" });
    await answers(office, { status: 401, times: 8 });
    for (let n = 0; n < 8; n++) {
      await due(voice.id);
      await hearIt(office, voice.id);
    }
    expect(await rowOf(office, voice.id)).toMatchObject({ state: "failed", reason: "key", attempts: 8 });
    expect((await seen(office, voice)).facts).toEqual({ state: "failed", reason: "key", askable: true });
    await askTranscript(office.org.owner.scope, voice);
    await askTranscript(office.org.owner.scope, voice);
    expect(await hearIt(office, voice.id)).toBe("done");
    expect((await seen(office, voice)).text).toBe("Por fin");
  });

  test("or a worker that died, whose hand-over is repeated when its time is over; the late answer is dropped", async () => {
    const voice = await sound(office, { spoken: "Una vez" });
    const before = office.service.handed;
    await answers(office, { status: 200, text: "Tarde", afterMs: 150 });
    const late = hearIt(office, voice.id);
    while (office.service.handed === before) await setTimeout(1);
    await inOrg(
      office.org.owner.scope,
      (s) =>
        s.sql`update transcripts set attempts = attempts + 1, next_try_at = now() where attachment_id = ${voice.id}`,
    );
    await late;
    expect((await seen(office, voice)).text).toBeUndefined();
    expect(await hearIt(office, voice.id)).toBe("done");
    expect((await seen(office, voice)).text).toBe("Una vez");
  });
});

test("another organization neither reads nor settles what is heard here", async () => {
  const voice = await sound(office, { spoken: "De nadie más" });
  expect(await transcribe(await scopeForSystem(office.other.orgId, "test"), voice.id)).toBeNull();
  const rows = await inOrg(office.other.owner.scope, (s) => s.sql`select * from transcripts`);
  expect(rows).toEqual([]);
  const forged = inOrg(
    office.other.owner.scope,
    (s) => s.sql`
      insert into transcripts (org_id, attachment_id, message_id, state) values (${office.org.orgId}, ${newId()}, ${voice.messageId}, 'done')`,
  );
  await expect(forged).rejects.toMatchObject({ code: "42501" });
  expect(await hearIt(office, voice.id)).toBe("done");
});

test("the choice is audited with where the voices go, once, and needs a service", async () => {
  const before = await choices();
  await setTranscripts(office.org.owner.scope, { transcripts: "always" });
  expect(await choices()).toEqual(before);
  await setTranscripts(office.org.owner.scope, { transcripts: "asked" });
  expect((await choices()).at(-1)).toEqual({ to: "asked", host: new URL(office.service.url).host });
});

const choices = async () =>
  (
    await inOrg(
      office.org.owner.scope,
      (s) =>
        s.sql<
          { details: object }[]
        >`select details from audit_rows where action = 'transcripts.set' order by id`,
    )
  ).map((row) => row.details);

const dueOrganizations = async () =>
  (await sql()<{ org_id: string }[]>`select org_id from resolve_due_transcripts()`).map((row) => row.org_id);

/** An Ogg file of so many minutes. */
function silence(minutes: number): Buffer {
  const head = Buffer.concat([Buffer.from("OpusHead"), Buffer.from([1, 1, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0])]);
  const packets = Array.from({ length: minutes * 1000 }, () => Buffer.from([0x18, 0xff, 0xfe]));
  return writeOgg({ head, packets });
}
