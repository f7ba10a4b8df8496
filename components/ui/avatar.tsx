import { User } from "lucide-react";
import { cn } from "./cn";

const TINTS = [25, 70, 110, 155, 245, 285, 325, 350];

/** Two letters of the first and the last word that begin with a letter; empty for a number or an emoji. */
export function initials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /^\p{L}/u.test(word));
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words.slice(0, 1);
  return chosen
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toLocaleUpperCase();
}

function tintOf(name: string): number {
  let sum = 7;
  for (const char of name) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  return TINTS[sum % TINTS.length] ?? 245;
}

type AvatarProps = { name: string; size?: 20 | 24 | 32 | 40 | 56; square?: boolean; className?: string };

/** A person by initials; their name stands beside it, so it is hidden from screen readers. */
export function Avatar({ name, size = 32, square, className }: AvatarProps) {
  const hue = tintOf(name);
  const letters = initials(name);
  return (
    <span
      aria-hidden
      style={{
        width: size,
        height: size,
        fontSize: size * 0.37,
        background: `light-dark(oklch(0.925 0.028 ${hue}), oklch(0.34 0.035 ${hue}))`,
        color: `light-dark(oklch(0.42 0.055 ${hue}), oklch(0.86 0.045 ${hue}))`,
      }}
      className={cn(
        "grid shrink-0 place-items-center font-semibold select-none",
        square ? "rounded-md" : "rounded-full",
        className,
      )}
    >
      {letters || <User size={size * 0.5} strokeWidth={1.75} />}
    </span>
  );
}
