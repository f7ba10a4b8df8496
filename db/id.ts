import { v4, v7 } from "uuid";

/** A new identifier: UUID v7, so that rows made together lie together. */
export const newId = (): string => v7();

/**
 * An id for what is done to a message without being one (a reaction). It travels to the carrier, whose statuses come back with it:
 * no message will ever have it. RFC 9562's version 8, so that it is told apart from newId().
 */
export const newActId = (): string => v4().replace(/^(.{14})4/, (_, head: string) => `${head}8`);

export const isActId = (id: string): boolean => id[14] === "8";
