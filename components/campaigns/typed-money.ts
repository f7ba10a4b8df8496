const MICROS = 1_000_000;

/**
 * Micros, as digits, of an amount as people type it: the last comma or point parts the decimals, the others group. Null where it is none,
 * or not above zero.
 */
export function microsOf(typed: string): string | null {
  const text = typed.replace(/[\s\u00a0]/g, "");
  if (!/^\d[\d.,]*$/.test(text)) return null;
  const at = Math.max(text.lastIndexOf(","), text.lastIndexOf("."));
  const grouped = at >= 0 && text.length - at - 1 === 3 && /^[1-9]\d{0,2}([.,]\d{3})+$/.test(text);
  const [whole, part] = at < 0 || grouped ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
  const digits = `${whole.replace(/[.,]/g, "")}${part.padEnd(6, "0")}`.replace(/^0+/, "");
  if (part.length > 6 || (at < 0 || grouped) === (part !== "") || digits === "" || digits.length > 15)
    return null;
  return digits;
}

/** An amount as one would type it: `250,5`. */
export function typedOf(micros: string | null, tag: string): string {
  if (micros === null) return "";
  return new Intl.NumberFormat(tag, { maximumFractionDigits: 6, useGrouping: false }).format(
    Number(micros) / MICROS,
  );
}
