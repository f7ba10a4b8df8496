import type { TRPCLink } from "@trpc/client";
import { tap } from "@trpc/server/observable";
import type { AppRouter } from "@/server/router";

/** The event by which a page hears that its member did something here, and wants to see it. */
export const acted = "hilo:acted";

/** Says so of each write that succeeded; a draft that saves itself is nobody's act. */
export const tellingActs: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    next(op).pipe(
      tap({
        next: () => {
          if (op.type === "mutation" && !op.path.startsWith("drafts.") && typeof window !== "undefined")
            window.dispatchEvent(new Event(acted));
        },
      }),
    );
