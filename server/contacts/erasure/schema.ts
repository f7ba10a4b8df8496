import { z } from "zod";

/** Why a contact is erased: a choice, since what somebody writes may name whom it is about. */
export const erasureReasons = ["asked", "no-longer-needed", "unlawful", "mistake"] as const;
export type ErasureReason = (typeof erasureReasons)[number];

export const erasureInput = z.object({ contactId: z.uuid(), reason: z.enum(erasureReasons) });
