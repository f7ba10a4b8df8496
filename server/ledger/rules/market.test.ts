import fc from "fast-check";
import { expect, test } from "vitest";
import { marketKeys, marketOf } from "./market";

test.each([
  [{ phone: "5491150001234" }, "Argentina"],
  [{ phone: "+54 9 11 5000-1234" }, "Argentina"],
  [{ phone: "18095550100" }, "Rest of Latin America"],
  [{ phone: "12425550100" }, "Other"],
  [{ phone: "12125550100" }, "North America"],
  [{ phone: "77015550100" }, "Kazakhstan"],
  [{ phone: "79165550100" }, "Russia"],
  [{ phone: "59899123456" }, "Rest of Latin America"],
  [{ phone: "29975550100" }, "Other"],
  [{ country: "AR" }, "Argentina"],
  [{ country: "ua" }, "Ukraine"],
  [{ country: "BS" }, "Other"],
  [{ country: "XK" }, "Other"],
  [{ phone: "", country: "BR" }, "Brazil"],
  [{ phone: null, country: null }, null],
  [{}, null],
])("the market of %j is %s", (where, market) => {
  expect(marketOf(where)).toBe(market);
});

test("a phone says more than a country: the prefix wins", () => {
  expect(marketOf({ phone: "5511999990000", country: "AR" })).toBe("Brazil");
});

test("whatever follows a known prefix, a longer known prefix alone can change its market", () => {
  const prefixes = Object.keys(marketKeys).filter((key) => /^\d/.test(key));
  fc.assert(
    fc.property(fc.constantFrom(...prefixes), fc.stringMatching(/^\d{5,10}$/), (prefix, rest) => {
      const longest = prefixes
        .filter((p) => (prefix + rest).startsWith(p))
        .sort((a, b) => b.length - a.length)[0];
      expect(marketOf({ phone: prefix + rest })).toBe(marketKeys[longest ?? ""]);
    }),
  );
});
