"use client";
import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { useCurrentInView } from "@/components/ui/use-current-in-view";

/** The subjects of the settings: a column, or a strip on phones. */
export function SettingsNav({
  label,
  links,
}: {
  label: string;
  links: { href: string; label: string; current: boolean }[];
}) {
  const nav = useCurrentInView<HTMLElement>(links.find((link) => link.current)?.href);
  return (
    <nav
      ref={nav}
      aria-label={label}
      className="shrink-0 border-line max-md:overflow-x-auto max-md:border-b md:w-52 md:border-r md:p-2"
    >
      <ul className="flex gap-1 max-md:px-2 max-md:py-1.5 md:flex-col">
        {links.map((link) => (
          <li key={link.href}>
            <Link
              href={link.href}
              aria-current={link.current ? "page" : undefined}
              className={cn(
                "block rounded-md px-2.5 py-1.5 whitespace-nowrap outline-offset-[-2px]",
                link.current ? "bg-selected font-medium" : "text-ink-2 hover:bg-hover hover:text-ink",
              )}
            >
              {link.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
