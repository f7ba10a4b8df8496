import type { ChannelAdapter } from "./adapter";
import { whatsapp } from "./whatsapp/adapter";

const adapters = new Map<string, ChannelAdapter>([whatsapp].map((adapter) => [adapter.channel, adapter]));

/** The adapter of a channel. A channel without one is a mistake of ours, not of the caller: it throws. */
export function adapterFor(channel: string): ChannelAdapter {
  const adapter = adapters.get(channel);
  if (!adapter) throw new Error(`No adapter for the channel ${channel}`);
  return adapter;
}

/** The channel of what came through the platform's own app, whose parts name no connection. */
export const platformChannel = whatsapp.channel;
