import { z } from "zod";
import { HttpError } from "./http-error";
import type { Hub } from "./hub";
import { attributes, attributesOf } from "./info";
import { isChannelName, isSocketId, userOfChannel } from "./names";

const shared = {
  name: z.string().min(1),
  data: z.string(),
  socket_id: z.string().refine(isSocketId, "Invalid socket_id").nullish(),
  info: z.string().nullish(),
};
const event = z.object({
  ...shared,
  channel: z.string().optional(),
  channels: z.array(z.string()).optional(),
});
const batch = z.object({ batch: z.array(z.object({ ...shared, channel: z.string() })) });

/** `POST /events`: {} or, with `info`, {"channels": {name: attributes}}. Throws HttpError 400 and 413. */
export function triggerEvent(hub: Hub, body: unknown): object {
  const { channel, channels, info, ...trigger } = parse(event, body);
  const names = [...new Set(channels ?? (channel === undefined ? [] : [channel]))];
  if (names.length === 0) throw new HttpError(400, "channels is missing");
  const most = hub.limits.channelsPerTrigger;
  if ((channels?.length ?? 0) > most) throw new HttpError(400, `More than ${most} channels`);
  check(hub, trigger.name, trigger.data, names);
  const wanted = attributes(info, ["user_count", "subscription_count"]);
  for (const name of names) hub.publish(name, trigger.name, trigger.data, trigger.socket_id ?? undefined);
  if (wanted.length === 0) return {};
  return { channels: Object.fromEntries(names.map((name) => [name, attributesOf(hub, name, wanted)])) };
}

/** `POST /batch_events`: all or nothing. {} or, with any `info`, {"batch": [attributes]}. As above. */
export function batchEvents(hub: Hub, body: unknown): object {
  const events = parse(batch, body).batch;
  const most = hub.limits.eventsPerBatch;
  if (events.length > most) throw new HttpError(400, `More than ${most} events in a batch`);
  const wanted = events.map(({ info }) => attributes(info, ["user_count", "subscription_count"]));
  for (const { name, data, channel } of events) check(hub, name, data, [channel]);
  for (const { channel, name, data, socket_id } of events) {
    hub.publish(channel, name, data, socket_id ?? undefined);
  }
  if (wanted.every((names) => names.length === 0)) return {};
  return { batch: events.map(({ channel }, i) => attributesOf(hub, channel, wanted[i] ?? [])) };
}

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new HttpError(400, `${issue?.path.join(".") || "body"}: ${issue?.message}`);
}

function check(hub: Hub, name: string, data: string, channels: string[]): void {
  const { nameLength, eventDataBytes } = hub.limits;
  if (name.length > nameLength) throw new HttpError(400, `Event name longer than ${nameLength} characters`);
  if (/^pusher(_internal)?:/.test(name))
    throw new HttpError(400, "Event names beginning with pusher: are reserved");
  for (const channel of channels) {
    if (!isChannelName(channel) && userOfChannel(channel) === null) {
      throw new HttpError(400, `Invalid channel name: ${channel.slice(0, nameLength)}`);
    }
  }
  if (Buffer.byteLength(data) > eventDataBytes) {
    throw new HttpError(413, `The data of event ${name} is larger than ${eventDataBytes} bytes`);
  }
}
