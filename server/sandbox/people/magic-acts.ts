import type { Carrier } from "../carrier";
import { magicOf } from "../magic";
import type { Customer, Message, PhoneNumber } from "../model";
import { changeNumber, setPreference } from "./acts";
import { speak } from "./speak";

/** What a magic recipient does once a message has reached them. */
export function afterDelivery(
  carrier: Carrier,
  number: PhoneNumber,
  customer: Customer,
  message: Message,
): void {
  const magic = magicOf(customer.phone);
  const at = carrier.now(carrier.businessOf(number));
  switch (magic?.does) {
    case "change-number":
      changeNumber(carrier, number, customer, `1650555${2_000 + (Math.floor(at / 7) % 7_999)}`);
      return;
    case "opt-out":
      setPreference(carrier, number, customer, "stop");
      return;
    case "unsupported":
      speak(carrier, number, customer, { type: "unsupported", unsupported: { type: "poll_creation" } }, at);
      return;
    case "reply":
      speak(
        carrier,
        number,
        customer,
        { type: "text", text: { body: "👍" }, context: { id: message.id } },
        at,
      );
      return;
  }
}
