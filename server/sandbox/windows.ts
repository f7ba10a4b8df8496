import { DAY } from "./clock";
import type { Thread } from "./model";

/** Whether free-form messages may leave: 24 h from the customer's last message on this number. */
export function windowOpen(thread: Thread | undefined, now: number): boolean {
  return thread !== undefined && thread.lastInboundAt > 0 && now < thread.lastInboundAt + DAY;
}

/** Whether everything is free because the customer came through an ad and was answered in time. */
export function entryPointOpen(thread: Thread | undefined, now: number): boolean {
  return thread !== undefined && now < thread.entryPointUntil;
}

/** Whether a reply sent now opens the free entry point window: the first one, within 24 h of the arrival. */
export function opensEntryPoint(thread: Thread | undefined, now: number): boolean {
  return (
    thread !== undefined &&
    thread.adAt > 0 &&
    now < thread.adAt + DAY &&
    thread.entryPointUntil <= thread.adAt
  );
}
