import { expect, test } from "vitest";
import { inOrg } from "@/db/org";
import { readCandidates } from "@/server/routing/read-candidates";
import { withDatabase } from "@/server/testing/environment";
import { createMember, createOrganization } from "@/server/testing/factories";
import { createSkill } from "./create-skill";
import { abilityList, skillList } from "./queries";
import { setAbilities } from "./set-abilities";
import { updateSkill } from "./update-skill";

withDatabase();
const nothing = async () => {};
const code = (expected: string) => expect.objectContaining({ code: expected });

test("what a member can do is what routing sees, and setting it asks for what waits", async () => {
  const org = await createOrganization();
  const { memberId } = await createMember(org, "agent");
  const { scope } = org.owner;
  const [claims, sales] = [
    await createSkill(scope, { name: "Reclamos" }),
    await createSkill(scope, { name: "Ventas" }),
  ];
  const skillIds = [claims.skillId, sales.skillId];
  let asked = 0;
  const after = async () => void asked++;
  await setAbilities(scope, { memberId, skillIds, languages: ["pt", "es", "pt"] }, after);
  const seen = async () =>
    (await inOrg(scope, readCandidates)).find((candidate) => candidate.memberId === memberId);
  const first = await seen();
  expect(first?.languages).toEqual(["pt", "es"]);
  expect([...(first?.skillIds ?? [])].sort()).toEqual([...skillIds].sort());
  await setAbilities(scope, { memberId, skillIds: [sales.skillId], languages: [] }, after);
  expect(await seen()).toMatchObject({ skillIds: [sales.skillId], languages: [] });
  expect((await abilityList(scope)).find((one) => one.memberId === memberId)?.skillIds).toEqual([
    sales.skillId,
  ]);
  expect(asked).toBe(2);
});

test("an archived skill stays with who has it; its name comes back, another's is refused", async () => {
  const org = await createOrganization();
  const { scope, memberId } = org.owner;
  const { skillId } = await createSkill(scope, { name: "Turnos" });
  const other = await createSkill(scope, { name: "Recetas" });
  await setAbilities(scope, { memberId, skillIds: [skillId], languages: [] }, nothing);
  await updateSkill(scope, { skillId, archived: true }, nothing);
  expect((await abilityList(scope))[0]?.skillIds).toEqual([skillId]);
  expect(await createSkill(scope, { name: "turnos" })).toEqual({ skillId });
  expect((await skillList(scope)).map((one) => one.archived)).toEqual([false, false]);
  const taken = updateSkill(scope, { skillId: other.skillId, name: "TURNOS" }, nothing);
  await expect(taken).rejects.toEqual(code("CONFLICT"));
  await expect(createSkill(scope, { name: "Recetas" })).rejects.toEqual(code("CONFLICT"));
});
