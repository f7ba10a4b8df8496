"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type CSSProperties, type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { DEFAULT_WIDTHS, LIMITS, type PaneWidths, WIDTHS_COOKIE } from "./pane-widths";
import { Resizer } from "./resizer";
import { useBackSwipe } from "./use-back-swipe";

type PanesProps = {
  /** The column at ≥ 1200 px; below, `queueStrip` stands above the list instead. */
  queues: ReactNode;
  queueStrip: ReactNode;
  list: ReactNode;
  /** Null while nothing is open: then a phone shows the list. */
  thread: ReactNode | null;
  /** Instead of a thread, where there is room for both. */
  threadEmpty: ReactNode;
  /** The contact panel; folds. */
  panel?: ReactNode;
  panelOpen: boolean;
  onPanelClose: () => void;
  onBack: () => void;
  /** As the server read them from the cookie, so that nothing jumps. */
  widths?: PaneWidths;
};

/** Queues, list, thread, contact panel: four columns at 1200 px, list and thread at 768, one at a time on a phone. */
export function Panes(props: PanesProps) {
  const t = useTranslations("inbox.thread");
  const [widths, setWidths] = useState(props.widths ?? DEFAULT_WIDTHS);
  const swipe = useBackSwipe(props.onBack);
  const resize = (pane: keyof PaneWidths) => (width: number) => {
    const next = { ...widths, [pane]: width };
    setWidths(next);
    // biome-ignore lint/suspicious/noDocumentCookie: CookieStore is missing in Firefox and on plain HTTP.
    document.cookie = `${WIDTHS_COOKIE}=${next.queues}.${next.list}.${next.panel}; path=/; max-age=31536000; samesite=lax`;
  };
  const style = {
    "--queues": `${widths.queues}px`,
    "--list": `${widths.list}px`,
    "--panel": `${widths.panel}px`,
  };
  const resizer = (pane: keyof PaneWidths, label: string, side: "left" | "right") => (
    <Resizer label={label} value={widths[pane]} {...LIMITS[pane]} side={side} onChange={resize(pane)} />
  );
  const open = props.thread !== null;
  return (
    <div style={style as CSSProperties} className="relative flex h-full min-h-0 overflow-hidden bg-surface">
      <div className="relative w-(--queues) shrink-0 border-r border-line bg-paper max-[1199px]:hidden">
        <div className="h-full overflow-y-auto">{props.queues}</div>
        {resizer("queues", t("resizeQueues"), "right")}
      </div>
      <div
        className={cn(
          "relative flex min-h-0 w-(--list) shrink-0 flex-col border-r border-line max-md:w-full max-md:border-r-0",
          open && "max-md:hidden",
        )}
      >
        <div className="min-[1200px]:hidden">{props.queueStrip}</div>
        <div className="flex min-h-0 flex-1 flex-col">{props.list}</div>
        {resizer("list", t("resizeList"), "right")}
      </div>
      <div {...swipe} className={cn("flex min-h-0 min-w-0 flex-1 flex-col", !open && "max-md:hidden")}>
        {open ? props.thread : <div className="grid flex-1 place-items-center">{props.threadEmpty}</div>}
      </div>
      {props.panel && props.panelOpen && open ? (
        <aside
          aria-label={t("panel")}
          className="relative w-(--panel) shrink-0 border-l border-line bg-paper max-[1199px]:absolute max-[1199px]:inset-y-0 max-[1199px]:right-0 max-[1199px]:z-20 max-[1199px]:animate-sheet max-[1199px]:shadow-float max-md:w-full"
        >
          <div className="flex h-full flex-col">
            <div className="flex justify-end p-1 min-[1200px]:hidden">
              <Button look="quiet" size="icon" aria-label={t("hidePanel")} onClick={props.onPanelClose}>
                <X size={16} aria-hidden />
              </Button>
            </div>
            <div className="min-h-0 flex-1 overflow-y-auto">{props.panel}</div>
          </div>
          {resizer("panel", t("resizePanel"), "left")}
        </aside>
      ) : null}
    </div>
  );
}
