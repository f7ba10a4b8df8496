import { type ClassValue, clsx } from "clsx";

/**
 * Joins class names. It does not resolve conflicts between utilities (that would cost 8 KB on every page): a
 * primitive's `className` adds to it, and what should differ is a prop of the primitive.
 */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes);
}
