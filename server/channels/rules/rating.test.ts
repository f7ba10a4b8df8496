import { expect, test } from "vitest";
import { answerId, questionAfter, ratingOf, scores } from "./rating";

const id = "0197f7a2-1111-7222-8333-444455556666";

test("an answer says of which question it is, and nothing else is one", () => {
  for (const score of scores) expect(ratingOf(answerId(id, score))).toEqual({ ratingId: id, score });
  for (const other of [
    "",
    "rating:",
    `rating:${id}`,
    `rating:${id}:4`,
    `rating:x:3`,
    `x-rating:${id}:3`,
    `rating:${id}:3 `,
  ])
    expect(ratingOf(other)).toBeNull();
});

test("the question stands below what takes leave, or alone where both are too long", () => {
  expect(questionAfter("Gracias.", "¿Cómo fue?", 100)).toBe("Gracias.\n\n¿Cómo fue?");
  expect(questionAfter("", "¿Cómo fue?", 100)).toBe("¿Cómo fue?");
  expect(questionAfter("Gracias.", "¿Cómo fue?", 15)).toBe("¿Cómo fue?");
});
