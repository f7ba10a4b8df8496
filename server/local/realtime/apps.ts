import { z } from "zod";

/** An application on the server: its id for the HTTP API, its key for clients, its secret for signatures. */
export const realtimeApp = z.strictObject({
  id: z.string().min(1),
  key: z.string().min(1),
  secret: z.string().min(1),
  /** Whether clients may send `client-` events. */
  clientMessages: z.boolean().optional(),
  /** Whether subscribers of public and private channels are told how many they are; true by default. */
  subscriptionCounts: z.boolean().optional(),
  /** False answers 4003 to sockets and 403 to the HTTP API. */
  enabled: z.boolean().optional(),
});

export type RealtimeApp = z.infer<typeof realtimeApp>;
