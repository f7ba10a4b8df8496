import { expect, test } from "vitest";
import { withDatabase } from "@/server/testing/environment";
import { createMember, createOrganization } from "@/server/testing/factories";
import { me } from "./queries";
import { setPreferences } from "./set-preferences";

withDatabase();

test("a member's settings are their own, and change one by one", async () => {
  const org = await createOrganization();
  const ana = await createMember(org, "agent");
  await setPreferences(ana.scope, {
    alerts: { assigned: { notify: false, sound: false } },
    foldEvents: false,
  });
  await setPreferences(ana.scope, { alerts: { written: { notify: true, sound: false } } });
  await setPreferences(ana.scope, { quietHours: { from: "22:00", to: "07:00" } });
  const { preferences } = await me(ana.scope);
  expect(preferences.alerts.assigned).toEqual({ notify: false, sound: false });
  expect(preferences.alerts.written).toEqual({ notify: true, sound: false });
  expect(preferences.quietHours).toEqual({ from: "22:00", to: "07:00" });
  expect(preferences.foldEvents).toBe(false);
  expect((await me(org.owner.scope)).preferences.foldEvents).toBe(true);
  await setPreferences(ana.scope, { quietHours: null });
  expect((await me(ana.scope)).preferences.quietHours).toBeNull();
});
