/** The mark of the product with a dot; as in app/icon.svg. */
const marked = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none"><rect width="32" height="32" rx="8" fill="#0f4d56"/><path stroke="#f3fbfb" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round" d="M3 24.5C7 24.5 9.5 20 10 14.5L10.600 7.5C10.800 5.2 9 5 8.8 7.3C8.3 13 8.7 19 9 24.5C9.5 18.5 12.5 14 16 14C19.2 14 19.6 16.8 19.4 19.5C19.2 22.5 20 24.8 22.6 24.8C25.2 24.8 27.4 23 29 20.5"/><circle cx="24.5" cy="7.5" r="7" fill="#d92d20" stroke="#fff" stroke-width="1.5"/></svg>`;
const counted = /^\(\d+\+?\) /;

let watch: MutationObserver | undefined;

/**
 * How many wait, on the tab's title, its icon and the app's own badge. The latest count is the only one: two that watched the title
 * at once would correct each other for ever.
 */
export function showBadge(count: number): void {
  const mark = count > 99 ? "(99+) " : count > 0 ? `(${count}) ` : "";
  const draw = () => {
    const title = mark + document.title.replace(counted, "");
    if (document.title !== title) document.title = title;
    for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel~="icon"]'))
      drawIcon(link, count > 0);
  };
  watch?.disconnect();
  // The router writes the title of each page it opens.
  watch = new MutationObserver(draw);
  watch.observe(document.head, { childList: true, subtree: true, characterData: true });
  draw();
  if ("setAppBadge" in navigator) void navigator.setAppBadge(count).catch(() => {});
}

/** Takes it off, for good. */
export function hideBadge(): void {
  showBadge(0);
  watch?.disconnect();
}

function drawIcon(link: HTMLLinkElement, waiting: boolean): void {
  link.dataset.plain ??= link.href;
  const href = waiting ? `data:image/svg+xml,${encodeURIComponent(marked)}` : link.dataset.plain;
  if (link.href !== href) link.href = href;
}
