import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import type { CustomerView } from "@/server/sandbox/contract";
import type { MemberScope } from "@/server/scope";
import { atCarrier } from "./at-carrier";
import { sandboxNumber } from "./queries";
import { type OwnFile, saidOf } from "./rules/said";
import type { SpeakInput } from "./schema";

/**
 * A member speaks as a customer on a sandbox number; the message comes back through the carrier's webhook like any other.
 * Throws NOT_FOUND for a number that is not theirs, CARRIER_UNREACHABLE, INVALID.
 */
export async function speak(
  scope: MemberScope,
  input: SpeakInput,
  file: OwnFile | null = null,
): Promise<{ messageId: string; customer: CustomerView }> {
  const phoneId = await sandboxNumber(scope, input.numberId);
  const message = saidOf(input, file, newId());
  const customer = withoutAbsent(input.customer);
  const said = await atCarrier((carrier) => carrier.inbound(phoneId, { customer, message }));
  await inOrg(scope, (s) =>
    record(s, {
      action: "sandbox.spoken",
      subject: ["number", input.numberId],
      details: { type: message.type, message: said.wamid },
    }),
  );
  return { messageId: said.wamid, customer: said.customer };
}

/** An absent phone leaves the person as they are; a null one hides it. */
function withoutAbsent(customer: SpeakInput["customer"]) {
  const { name, phone, bsuid, username, country } = customer;
  return {
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
    ...(bsuid === undefined ? {} : { bsuid }),
    ...(username === undefined ? {} : { username }),
    ...(country === undefined ? {} : { country }),
  };
}
