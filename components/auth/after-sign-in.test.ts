import { expect, test } from "vitest";
import { pathAfterSignIn } from "./after-sign-in";

test.each([
  ["/clinica-norte/inbox", "/clinica-norte/inbox"],
  [null, "/start"],
  ["", "/start"],
  ["//evil.example", "/start"],
  ["/\\evil.example", "/start"],
  ["https://evil.example", "/start"],
  ["javascript:alert(1)", "/start"],
  ["/a b", "/start"],
])("%s leads to %s", (wish, path) => {
  expect(pathAfterSignIn(wish)).toBe(path);
});
