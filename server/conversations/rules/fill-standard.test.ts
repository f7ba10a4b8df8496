import { expect, test } from "vitest";
import { fillStandard } from "./fill-standard";

const values = { name: "Ana", agent: "Luz", position: 3 };

test.each([
  ["Hola {name}, sos el número {position}.", values, "Hola Ana, sos el número 3."],
  ["{agent} ya está con vos, {name}.", values, "Luz ya está con vos, Ana."],
  ["Hola {name}, ya te atendemos.", { ...values, name: null }, "Hola, ya te atendemos."],
  ["Hola {name}!", { ...values, name: "  " }, "Hola!"],
  ["Código {promo} {Name}", values, "Código {promo} {Name}"],
  ["Hola {name}", { ...values, name: "{position} $& $1" }, "Hola {position} $& $1"],
  ["{name}", { ...values, name: null }, ""],
])("%j", (text, given, says) => {
  expect(fillStandard(text, given)).toBe(says);
});
