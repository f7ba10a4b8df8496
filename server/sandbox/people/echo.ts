import type { Carrier } from "../carrier";
import { seconds } from "../clock";
import type { Customer, Json, Message, PhoneNumber } from "../model";
import { contactOf, metadataOf } from "../webhooks/values";
import { inboundMessage } from "./speak";

/** Somebody answers from the business's phone app: free, and told by `smb_message_echoes`. */
export function echo(
  carrier: Carrier,
  number: PhoneNumber,
  customer: Customer,
  type: string,
  content: Json,
): Message {
  const business = carrier.businessOf(number);
  const message: Message = {
    ...inboundMessage(number, customer, type, content, carrier.now(business), null),
    direction: "echo",
  };
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
