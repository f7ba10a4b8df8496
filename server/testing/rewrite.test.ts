import { expect, test } from "vitest";
import { rewritten } from "./rewrite";

const to = { externalId: "222", connectionExternalId: "111", display: "5491100000000" };

test("account and number ids change, what people said does not", () => {
  const message = {
    from: "16505551234",
    id: "wamid.A",
    type: "text",
    text: { body: "Hola 102290129340398" },
  };
  const value = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "1", phone_number_id: "2" },
    messages: [message],
  };
  const payload = {
    object: "whatsapp_business_account",
    entry: [{ id: "102290129340398", changes: [{ field: "messages", value }] }],
  };
  expect(rewritten(payload, to)).toEqual({
    object: "whatsapp_business_account",
    entry: [
      {
        id: "111",
        changes: [
          {
            field: "messages",
            value: {
              messaging_product: "whatsapp",
              metadata: { display_phone_number: "5491100000000", phone_number_id: "222" },
              messages: [message],
            },
          },
        ],
      },
    ],
  });
});

test("what has another shape goes as it is", () => {
  for (const strange of [null, 5, [], { entry: "x" }, { entry: [null] }])
    expect(rewritten(strange, to)).toEqual(strange);
  const account = { entry: [{ id: "9", changes: [{ field: "account_update", value: { event: "X" } }] }] };
  expect(rewritten(account, to)).toEqual({ entry: [{ ...account.entry[0], id: "111" }] });
});
