import { expect, test } from "vitest";
import { contactZone } from "./time-zone";

const ours = "America/Montevideo";

test.each([
  ["+5491152631234", null, "America/Argentina/Buenos_Aires", "phone"],
  ["+5592981234567", null, "America/Manaus", "phone"],
  ["+5511981234567", "AR", "America/Sao_Paulo", "phone"],
  ["+526641234567", null, "America/Tijuana", "phone"],
  ["+525512345678", null, "America/Mexico_City", "phone"],
  ["+14155552671", null, ours, "organization"],
  [null, "PE", "America/Lima", "country"],
  [null, "US", ours, "organization"],
  [null, null, ours, "organization"],
  ["visitor-7", null, ours, "organization"],
] as const)("phone %s, country %s: %s by %s", (phone, country, timeZone, from) => {
  expect(contactZone({ phone, country }, ours)).toEqual({ timeZone, from });
});
