import { expect, test } from "vitest";
import { inOrg } from "@/db/org";
import { publish } from "@/server/realtime/publish";
import { withDatabase } from "@/server/testing/environment";
import { createOrganization, type TestOrganization } from "@/server/testing/factories";
import { readFeed } from "./feed";

withDatabase();

const changed = (org: TestOrganization, kind: "member" | "number") =>
  inOrg(org.owner.scope, (s) => publish(s, [{ kind, id: null }]));

/** A change of a transaction that began to write and stays open until it is told to end. */
async function openChange(org: TestOrganization) {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  let written = () => {};
  const isWritten = new Promise<void>((resolve) => {
    written = resolve;
  });
  const done = inOrg(org.owner.scope, async (s) => {
    // By hand: publish() leaves its row to the last flight before the commit.
    await s.sql`insert into changes (kind) values ('template')`;
    written();
    await ended;
  });
  await isWritten;
  return {
    commit: async () => {
      end();
      await done;
    },
  };
}

const kindsIn = ({ changes }: Awaited<ReturnType<typeof readFeed>>) =>
  changes === "all" ? "all" : changes.map((change) => change.kind).sort();

test("without a cursor everything may have changed; from then on only what did", async () => {
  const org = await createOrganization();
  const { scope } = org.owner;
  const start = await readFeed(scope, {});
  expect(start.changes).toBe("all");
  await changed(org, "member");
  const next = await readFeed(scope, start);
  expect(kindsIn(next)).toEqual(["member"]);
});

test("what is committed is told at once, and what an older transaction commits later is told then", async () => {
  const org = await createOrganization();
  const { scope } = org.owner;
  const start = await readFeed(scope, {});
  const older = await openChange(org);
  await changed(org, "number");
  const meanwhile = await readFeed(scope, start);
  expect(kindsIn(meanwhile)).toEqual(["number"]);
  await older.commit();
  const afterwards = await readFeed(scope, meanwhile);
  expect(kindsIn(afterwards)).toEqual(["number", "template"]);
});
