import { expect, test } from "vitest";
import { definition } from "./definition";
import { halfDefinition } from "./half-definition";

/** Every kind of condition, by the whole one's own list. */
const kinds = (schema: typeof definition | typeof halfDefinition): string[] =>
  schema.shape.conditions.element.options.map((one) => one.shape.kind.value).sort();

test("knows every kind that a whole definition knows", () => {
  expect(kinds(halfDefinition)).toEqual(kinds(definition));
});

test("keeps what is not said yet, and nothing that is no condition", () => {
  const half = {
    match: "all",
    conditions: [
      { kind: "attribute", attribute: { key: "", type: "text", test: { is: "contains", value: "" } } },
      { kind: "group", match: "any", conditions: [] },
      { kind: "label", is: "has", labelIds: [] },
    ],
  };
  expect(definition.safeParse(half).success).toBe(false);
  expect(halfDefinition.parse(half)).toEqual(half);
  expect(halfDefinition.safeParse({ match: "all", conditions: [{ kind: "label" }] }).success).toBe(false);
});
