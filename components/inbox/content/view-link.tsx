"use client";
import dynamic from "next/dynamic";
import { type ReactNode, useRef, useState } from "react";

const Viewer = dynamic(() => import("./viewer").then((m) => m.Viewer));

/** A file that can be looked at in place. */
export interface Viewable {
  url: string;
  kind: "image" | "video" | "pdf";
  name: string;
}

type ViewLinkProps = { media: Viewable; label: string; className?: string; children: ReactNode };

/** Opens a file whole, over the page; without scripts, or with a modifier key, beside it. */
export function ViewLink({ media, label, className, children }: ViewLinkProps) {
  const link = useRef<HTMLAnchorElement>(null);
  const [around, setAround] = useState<Viewable[] | null>(null);
  return (
    <>
      <a
        ref={link}
        href={media.url}
        target="_blank"
        rel="noopener"
        aria-label={label}
        data-viewable={JSON.stringify(media)}
        className={className}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          setAround(neighbours(link.current) ?? [media]);
        }}
      >
        {children}
      </a>
      {around ? (
        <Viewer
          media={around}
          first={Math.max(
            0,
            around.findIndex((one) => one.url === media.url),
          )}
          onClose={() => setAround(null)}
        />
      ) : null}
    </>
  );
}

/** What else of the same thread is on the page, in its order: the arrows walk through it. */
function neighbours(link: HTMLAnchorElement | null): Viewable[] | null {
  const log = link?.closest("[role=log]");
  if (!log) return null;
  return [...log.querySelectorAll<HTMLElement>("[data-viewable]")].map(
    (one) => JSON.parse(one.dataset.viewable ?? "null") as Viewable,
  );
}
