export const PASSWORD_MIN = 12;

/** Enough to catch a slip; whether it exists is for the mail to say. */
export function looksLikeEmail(value: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(value.trim());
}
