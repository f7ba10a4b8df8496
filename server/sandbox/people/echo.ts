import type { Carrier } from "../carrier";
import { seconds } from "../clock";
import { newMessage } from "../messages";
import type { Customer, Json, Message, PhoneNumber } from "../model";
import { contactOf, metadataOf } from "../webhooks/values";

/** Somebody answers from the business's phone app: free, and told by `smb_message_echoes`. */
export function echo(
  carrier: Carrier,
  number: PhoneNumber,
  customer: Customer,
  type: string,
  content: Json,
): Message {
  const business = carrier.businessOf(number);
  const to = { phoneId: number.id, customerId: customer.bsuid, direction: "echo" as const };
  const message = newMessage({ ...to, type, content, at: carrier.now(business), context: null });
  carrier.record({ kind: "message.received", record: message, adAt: 0 });
  const part = {
    from: number.digits,
    ...(customer.phone ? { to: customer.phone } : { to_user_id: customer.bsuid }),
    id: message.id,
    timestamp: seconds(message.at),
    type,
    [type]: content,
  };
  const value = {
    messaging_product: "whatsapp",
    metadata: metadataOf(number),
    contacts: [contactOf(customer)],
    message_echoes: [part],
  };
  carrier.webhooks.enqueue(business, number, "smb_message_echoes", value);
  return message;
}
