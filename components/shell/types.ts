import type { ReactNode } from "react";
import type { Presence } from "@/components/inbox/presence-dot";

export type NavLink = {
  key: string;
  label: string;
  href: string;
  icon: ReactNode;
  current: boolean;
  /** Not in the bar of a phone. */
  wide?: boolean;
  /** What waits there, drawn as a small count. */
  count?: number;
};

export type OrganizationLink = { slug: string; name: string; href: string; current: boolean };

export type ShellMember = {
  name: string;
  email: string;
  /** Null for roles that take no conversations. */
  presence: Presence | null;
  /** Their browser was not touched for long; the first touch brings them back. */
  idle?: boolean;
  reasonId?: string | null;
  load?: { now: number; limit: number };
};
