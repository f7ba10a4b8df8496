import { type DragEvent, useState } from "react";
import type { Item } from "@/components/inbox/api";

/** What is being dragged; browsers hide a drag's own data until it is dropped. */
let dragged: Pick<Item, "id" | "epoch"> | null = null;

export const startDrag = (item: Pick<Item, "id" | "epoch">) => (event: DragEvent) => {
  dragged = item;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", item.id);
};

export const endDrag = () => {
  dragged = null;
};

/** Makes an element a place where a conversation may be dropped; `over` while one hovers. */
export function useDrop(drop: (item: Pick<Item, "id" | "epoch">) => void) {
  const [over, setOver] = useState(false);
  return {
    over,
    on: {
      onDragOver: (event: DragEvent) => {
        if (!dragged) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        setOver(false);
        if (!dragged) return;
        event.preventDefault();
        drop(dragged);
        dragged = null;
      },
    },
  };
}
