/**
 * Micros (millionths of the currency) of a decimal text, exactly: "0.0260" → 26000n. Never through a float.
 * Throws for anything but digits with at most six decimals.
 */
export function microsOf(decimal: string): bigint {
  const [, whole, fraction = ""] = /^(\d+)(?:\.(\d{1,6}))?$/.exec(decimal.trim()) ?? [];
  if (whole === undefined) throw new Error(`Not an amount: ${decimal}`);
  return BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, "0"));
}
