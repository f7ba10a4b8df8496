import type { TRPCLink } from "@trpc/client";
import { tap } from "@trpc/server/observable";
import type { AppRouter } from "@/server/router";

/** The event by which a page hears that its member did something here, and wants to see it. */
export const acted = "hilo:acted";

/** Saved or said by the page itself: nobody's act. */
const unbidden = /^(drafts\.|organizations\.presence\.beat$)/;

/** Says so of each write that succeeded. */
export const tellingActs: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    next(op).pipe(
      tap({
        next: () => {
          if (op.type === "mutation" && !unbidden.test(op.path) && typeof window !== "undefined")
            window.dispatchEvent(new Event(acted));
        },
      }),
    );
