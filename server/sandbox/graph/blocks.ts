import { DAY } from "../clock";
import { errorBody, GraphError } from "../errors";
import { isObject, parameters } from "../http";
import type { Customer, Json, PhoneNumber } from "../model";
import { recipientDigits } from "../numbering";
import { requireProduct } from "../send/envelope";
import { page } from "./fields";
import type { GraphCall } from "./router";

/** `block_users`: only people who wrote in the last 24 h can be blocked; errors are told one by one. */
export function blockRoute(call: GraphCall, number: PhoneNumber): Json {
  if (call.method === "GET")
    return {
      ...page(
        number.blocked.map((bsuid) => listed(call, bsuid)),
        call.query,
        `${call.carrier.url}/${number.id}/block_users`,
      ),
    };
  const body = parameters(call);
  requireProduct(body);
  if (!Array.isArray(body.block_users)) throw new GraphError(131008, "Parameter block_users is missing.");
  const results = body.block_users.map((user) => ({
    input: nameOf(user),
    customer: find(call, number, user),
  }));
  const adding = call.method === "POST";
  const done = results.filter(({ customer }) => customer && (!adding || wroteLately(call, number, customer)));
  const bsuids = done.flatMap(({ customer }) => (customer ? [customer.bsuid] : []));
  const blocked = adding
    ? [...new Set([...number.blocked, ...bsuids])]
    : number.blocked.filter((bsuid) => !bsuids.includes(bsuid));
  call.carrier.record({ kind: "number", record: { ...number, blocked } });
  const failed = results.filter((result) => !done.includes(result));
  const users = done.map(({ input, customer }) => ({
    input,
    ...(customer?.phone ? { wa_id: customer.phone } : { user_id: customer?.bsuid }),
  }));
  const errors = failed.map(({ input }) => ({
    input,
    errors: [errorBody(131047, "The user has not messaged the business in the last 24 hours.")],
  }));
  return {
    messaging_product: "whatsapp",
    block_users: {
      [adding ? "added_users" : "removed_users"]: users,
      ...(errors.length > 0 ? { failed_users: errors } : {}),
    },
  };
}

function nameOf(user: unknown): string {
  return isObject(user) ? String(user.user ?? user.user_id ?? "") : "";
}

function find(call: GraphCall, number: PhoneNumber, user: unknown): Customer | undefined {
  const { state } = call.carrier;
  if (isObject(user) && typeof user.user_id === "string")
    return state.customer(call.business.id, user.user_id);
  return state.customerByPhone(call.business.id, recipientDigits(nameOf(user), number.country) ?? "");
}

function wroteLately(call: GraphCall, number: PhoneNumber, customer: Customer): boolean {
  const last = call.carrier.state.thread(number.id, customer.bsuid)?.lastInboundAt ?? 0;
  return last > call.carrier.now(call.business) - DAY;
}

function listed(call: GraphCall, bsuid: string): Json {
  const phone = call.carrier.state.customer(call.business.id, bsuid)?.phone;
  return { messaging_product: "whatsapp", ...(phone ? { wa_id: phone } : {}), user_id: bsuid };
}
