"use client";

const layers = "[role=dialog], [role=alertdialog], [role=menu], [role=listbox]";

/** Where the focus was last on the page itself, not on what stands over it. */
let last: HTMLElement | null = null;

function remember(element: Element | null): void {
  if (element instanceof HTMLElement && element !== document.body && !element.closest(layers)) last = element;
}

// This comes with the first dialog, while what opened it still has the focus.
if (typeof document !== "undefined") {
  remember(document.activeElement);
  document.addEventListener("focusin", (event) => remember(event.target as Element));
  // Left for nothing, by Escape or a press on the page: one is not there any more, and the next key is no letter for it.
  document.addEventListener("focusout", ({ target, relatedTarget }) => {
    if (target === last && !relatedTarget && document.hasFocus()) last = null;
  });
}

/**
 * When a layer closes: back to where one was, also where no trigger of its own opened it; to the page where that is gone.
 * What has taken the focus meanwhile keeps it.
 */
export function returnFocus(event: Event): void {
  event.preventDefault();
  const active = document.activeElement;
  if (active && active !== document.body && !(event.target instanceof Node && event.target.contains(active)))
    return;
  const to = last?.isConnected ? last : document.getElementById("content");
  to?.focus({ preventScroll: true });
}
