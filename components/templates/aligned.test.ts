import { expect, test } from "vitest";
import { aligned } from "./aligned";

const body = (text: string) => ({ type: "BODY", text });

test("the same parts stand beside each other, whatever order they come in and however many there are", () => {
  const left = [
    body("Hola"),
    { type: "HEADER", format: "IMAGE" },
    { type: "BUTTONS", buttons: [{ type: "URL", text: "Ver", url: "https://a.b" }, { type: "QUICK_REPLY" }] },
  ];
  const right = [{ type: "footer", text: "Clinic" }, body("Hello")];
  const rows = aligned(left, right).map(({ part, left, right }) => [
    part,
    left && (left.detail ?? left.text),
    right?.text ?? null,
  ]);
  expect(rows).toEqual([
    ["header", "IMAGE", null],
    ["body", "Hola", "Hello"],
    ["footer", null, "Clinic"],
    ["button", "https://a.b", null],
    ["button", "QUICK_REPLY", null],
  ]);
});
