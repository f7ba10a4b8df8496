/** A number as people read it: groups of digits after the plus. Light enough for every page; parsing is the server's. */
export function formatPhone(address: string): string {
  const digits = address.replace(/\D/g, "");
  if (digits.length < 8) return address;
  const tail = digits.slice(-4);
  const middle = digits.slice(-8, -4);
  const head = digits.slice(0, -8).replace(/(\d{2})(?=\d)/, "$1 ");
  return `+${head} ${middle}-${tail}`.trim();
}
