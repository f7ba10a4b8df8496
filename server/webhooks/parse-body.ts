/** More levels than any carrier uses, and far fewer than a stack can take. */
const mostLevels = 64;

/**
 * A webhook's JSON, or null when it is not JSON that can be kept without loss: malformed, nested without end, or with a key
 * twice in one object (the first value would be lost).
 */
export function parseBody(text: string): unknown {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null && wellFormed(text) ? body : null;
  } catch {
    return null;
  }
}

/** One pass over valid JSON: depth, and the keys of each open object. */
function wellFormed(text: string): boolean {
  const open: (Set<string> | null)[] = [];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 123 || c === 91) {
      if (open.push(c === 123 ? new Set() : null) > mostLevels) return false;
    } else if (c === 125 || c === 93) open.pop();
    else if (c === 34) {
      const end = closingQuote(text, i);
      const keys = open[open.length - 1];
      if (keys && isKey(text, end)) {
        const key = text.slice(i, end + 1);
        if (keys.has(key)) return false;
        keys.add(key);
      }
      i = end;
    }
  }
  return true;
}

function closingQuote(text: string, from: number): number {
  let i = text.indexOf('"', from + 1);
  while (escaped(text, i)) i = text.indexOf('"', i + 1);
  return i;
}

function escaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text.charCodeAt(at - 1 - slashes) === 92) slashes++;
  return slashes % 2 === 1;
}

function isKey(text: string, end: number): boolean {
  let i = end + 1;
  while (text.charCodeAt(i) <= 32) i++;
  return text.charCodeAt(i) === 58;
}
