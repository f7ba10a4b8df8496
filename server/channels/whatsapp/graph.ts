import { z } from "zod";
import { CarrierError } from "@/server/channels/carrier-error";
import { type GraphAccess, graphCall } from "./graph-call";

/** What is not there, or not as expected, is not known: an answer never fails for a field that we could do without. */
const maybe = z.string().optional().catch(undefined);

const done = z.looseObject({ success: z.boolean() });

const recipient = z.looseObject({ wa_id: z.string().optional(), user_id: z.string().optional() });
const sent = z.looseObject({
  // The id is what counts: nothing else in the answer may cast doubt on an acceptance.
  contacts: z.array(recipient).optional().catch(undefined),
  messages: z
    .tuple([z.looseObject({ id: z.string().min(1), message_status: z.string().optional().catch(undefined) })])
    .rest(z.unknown()),
});
export type Sent = z.infer<typeof sent>;

/** Hands a message over. Accepted is not delivered. */
export function postMessage(access: GraphAccess, phoneId: string, body: object): Promise<Sent> {
  return graphCall(access, { method: "POST", path: `${phoneId}/messages`, json: body, answer: sent });
}

/** Tells the customer that a message and those before it were read; with `typing`, that an answer is being written (25 s). */
export async function markRead(
  access: GraphAccess,
  phoneId: string,
  messageId: string,
  options: { typing?: boolean } = {},
): Promise<void> {
  const json = {
    messaging_product: "whatsapp",
    status: "read",
    message_id: messageId,
    ...(options.typing ? { typing_indicator: { type: "text" } } : {}),
  };
  await graphCall(access, { method: "POST", path: `${phoneId}/messages`, json, answer: done });
}

const number = z.looseObject({
  id: z.string(),
  display_phone_number: maybe,
  verified_name: maybe,
  name_status: maybe,
  quality_rating: maybe,
  code_verification_status: maybe,
  status: maybe,
  throughput: z.looseObject({ level: z.string() }).optional().catch(undefined),
  whatsapp_business_manager_messaging_limit: maybe,
  is_official_business_account: z.boolean().optional().catch(undefined),
  account_mode: maybe,
  platform_type: maybe,
  webhook_configuration: z.record(z.string(), z.unknown()).optional().catch(undefined),
  health_status: z.looseObject({ can_send_message: maybe }).optional().catch(undefined),
});
export type GraphNumber = z.infer<typeof number>;
const NUMBER_FIELDS = Object.keys(number.shape).join(",");

/** What the carrier says of a number: name, quality, limit, throughput, health. */
export function getNumber(access: GraphAccess, phoneId: string): Promise<GraphNumber> {
  return graphCall(access, {
    method: "GET",
    path: phoneId,
    query: { fields: NUMBER_FIELDS },
    answer: number,
  });
}

/** Every number of an account. */
export function listNumbers(access: GraphAccess, accountId: string): Promise<GraphNumber[]> {
  return pages(access, `${accountId}/phone_numbers`, NUMBER_FIELDS, number);
}

/** Makes a number ready to send, with the six digits of its second factor. */
export async function register(access: GraphAccess, phoneId: string, pin: string): Promise<void> {
  const json = { messaging_product: "whatsapp", pin };
  await graphCall(access, { method: "POST", path: `${phoneId}/register`, json, answer: done });
}

const profile = z.looseObject({
  about: maybe,
  address: maybe,
  description: maybe,
  email: maybe,
  profile_picture_url: maybe,
  websites: z.array(z.string()).optional().catch(undefined),
  vertical: maybe,
});
export type GraphProfile = z.infer<typeof profile>;

/** What customers see of the business. */
export async function getProfile(access: GraphAccess, phoneId: string): Promise<GraphProfile> {
  const path = `${phoneId}/whatsapp_business_profile`;
  const query = { fields: Object.keys(profile.shape).join(",") };
  const { data } = await graphCall(access, {
    method: "GET",
    path,
    query,
    answer: z.looseObject({ data: z.array(profile) }),
  });
  return data[0] ?? {};
}

export async function changeProfile(
  access: GraphAccess,
  phoneId: string,
  change: Partial<GraphProfile>,
): Promise<void> {
  const json = { messaging_product: "whatsapp", ...change };
  await graphCall(access, {
    method: "POST",
    path: `${phoneId}/whatsapp_business_profile`,
    json,
    answer: done,
  });
}

/** Subscribes our app to an account; with a callback, the account's webhooks go there, which is verified at once. */
export async function subscribe(
  access: GraphAccess,
  accountId: string,
  callback?: { url: string; verifyToken: string },
): Promise<void> {
  const json = callback ? { override_callback_uri: callback.url, verify_token: callback.verifyToken } : {};
  await graphCall(access, { method: "POST", path: `${accountId}/subscribed_apps`, json, answer: done });
}

const template = z.looseObject({
  id: z.string(),
  name: z.string(),
  language: z.string(),
  status: z.string(),
  category: z.string(),
  parameter_format: maybe,
  components: z.array(z.looseObject({ type: z.string() })),
  rejected_reason: maybe,
  quality_score: z.looseObject({ score: maybe }).optional().catch(undefined),
});
export type GraphTemplate = z.infer<typeof template>;
const TEMPLATE_FIELDS = Object.keys(template.shape).join(",");

/** Every template of an account, through all pages. */
export function listTemplates(access: GraphAccess, accountId: string): Promise<GraphTemplate[]> {
  return pages(access, `${accountId}/message_templates`, TEMPLATE_FIELDS, template);
}

const created = z.looseObject({ id: z.string(), status: z.string(), category: z.string() });

/** Submits a template to review. `body` is the carrier's: name, category, language, parameter_format, components. */
export function createTemplate(
  access: GraphAccess,
  accountId: string,
  body: object,
): Promise<z.infer<typeof created>> {
  return graphCall(access, {
    method: "POST",
    path: `${accountId}/message_templates`,
    json: body,
    answer: created,
  });
}

/** Replaces the parts of a template, all of them, and submits it to review again. */
export async function editTemplate(access: GraphAccess, templateId: string, body: object): Promise<void> {
  const path = encodeURIComponent(templateId);
  undone(await graphCall(access, { method: "POST", path, json: body, answer: done }));
}

/** Deletes a template in every language, or in the one whose id is named. */
export async function deleteTemplate(
  access: GraphAccess,
  accountId: string,
  { name, id }: { name: string; id?: string | undefined },
): Promise<void> {
  const answer = await graphCall(access, {
    method: "DELETE",
    path: `${accountId}/message_templates`,
    query: { name, hsm_id: id },
    answer: done,
  });
  undone(answer);
}

/** An answer without an error may still say that nothing was done. */
function undone({ success }: z.infer<typeof done>): void {
  if (!success) throw new CarrierError("unknown", "permanent", "the carrier did not do it");
}

const MOST_PAGES = 100;

async function pages<T>(access: GraphAccess, path: string, fields: string, item: z.ZodType<T>): Promise<T[]> {
  const answer = z.looseObject({
    data: z.array(item),
    paging: z
      .looseObject({
        next: maybe,
        cursors: z.looseObject({ after: maybe }).optional(),
      })
      .optional(),
  });
  const all: T[] = [];
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { data, paging } = await graphCall(access, {
      method: "GET",
      path,
      query: { fields, limit: "100", after },
      answer,
    });
    all.push(...data);
    after = paging?.cursors?.after;
    if (!paging?.next || !after) return all;
  }
  throw new CarrierError("not-readable", "unanswered", `more than ${MOST_PAGES} pages`);
}

const failedUsers = z.array(z.looseObject({ input: maybe })).optional();
const blocked = z.looseObject({ block_users: z.looseObject({ failed_users: failedUsers }).optional() });

/** Blocks a person on a number, or lets them in again. False where the carrier will not: they wrote too long ago. */
export async function setBlocked(
  access: GraphAccess,
  phoneId: string,
  user: { kind: "phone" | "scoped"; address: string },
  block: boolean,
): Promise<boolean> {
  const json = {
    messaging_product: "whatsapp",
    block_users: [user.kind === "phone" ? { user: user.address } : { user_id: user.address }],
  };
  const method = block ? "POST" : "DELETE";
  const answer = await graphCall(access, { method, path: `${phoneId}/block_users`, json, answer: blocked });
  return (answer.block_users?.failed_users ?? []).length === 0;
}
