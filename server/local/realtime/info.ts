import { HttpError } from "./http-error";
import type { Hub } from "./hub";
import { isCache, isChannelName, isPresence } from "./names";

type Attribute = "user_count" | "subscription_count" | "cache";

/** The attributes that `info` asks for. Throws HttpError 400 for one that is not `allowed` here. */
export function attributes(info: string | null | undefined, allowed: Attribute[]): Attribute[] {
  const asked = (info ?? "").split(",").map((name) => name.trim());
  return asked.filter(Boolean).map((name) => {
    const attribute = allowed.find((one) => one === name);
    if (!attribute) throw new HttpError(400, `Attribute ${name.slice(0, 50)} is not available here`);
    return attribute;
  });
}

/** Those of the wanted attributes that a channel of this kind has. */
export function attributesOf(hub: Hub, name: string, wanted: Attribute[]) {
  const channel = hub.channels.get(name);
  return {
    ...(wanted.includes("user_count") &&
      isPresence(name) && { user_count: channel?.memberIds().length ?? 0 }),
    ...(wanted.includes("subscription_count") && { subscription_count: channel?.subscribers.size ?? 0 }),
    ...(wanted.includes("cache") && isCache(name) && { cache: cacheOf(hub, name) }),
  };
}

/** `GET /channels`: {"channels": {name: attributes}} of the occupied ones. */
export function describeChannels(hub: Hub, query: Map<string, string>): object {
  const prefix = query.get("filter_by_prefix") ?? "";
  const wanted = attributes(query.get("info"), isPresence(prefix) ? ["user_count"] : []);
  const names = [...hub.channels.keys()].filter((name) => name.startsWith(prefix));
  return { channels: Object.fromEntries(names.map((name) => [name, attributesOf(hub, name, wanted)])) };
}

/** `GET /channels/NAME`: {"occupied", …attributes}. */
export function describeChannel(hub: Hub, name: string, query: Map<string, string>): object {
  if (!isChannelName(name)) throw new HttpError(400, "Invalid channel name");
  const allowed: Attribute[] = ["subscription_count"];
  if (isPresence(name)) allowed.push("user_count");
  if (isCache(name)) allowed.push("cache");
  const wanted = attributes(query.get("info"), allowed);
  return { occupied: hub.channels.has(name), ...attributesOf(hub, name, wanted) };
}

/** `GET /channels/NAME/users`: {"users": [{"id"}]} of a presence channel. */
export function listUsers(hub: Hub, name: string): object {
  if (!isPresence(name)) throw new HttpError(400, "Only presence channels have users");
  const ids = hub.channels.get(name)?.memberIds() ?? [];
  return { users: ids.map((id) => ({ id })) };
}

function cacheOf(hub: Hub, name: string) {
  const kept = hub.cache.last(name);
  return kept && { data: kept.data, ttl: kept.ttl };
}
