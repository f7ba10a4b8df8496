/** What an Ogg file says that it says: its comment SPOKEN, else TITLE (RFC 7845 §5.2); null for any other file. */
export function spokenIn(bytes: Buffer): string | null {
  const at = bytes.indexOf("OpusTags", 0, "latin1");
  if (bytes.toString("latin1", 0, 4) !== "OggS" || at < 0) return null;
  const comments = new Map(commentsFrom(bytes, at + 8));
  return comments.get("SPOKEN") ?? comments.get("TITLE") ?? null;
}

/** Lengths come from the file: one that leads beyond its end is the end. */
function commentsFrom(bytes: Buffer, start: number): [name: string, value: string][] {
  const take = (from: number) => {
    const length = from + 4 <= bytes.length ? bytes.readUInt32LE(from) : Number.POSITIVE_INFINITY;
    const end = from + 4 + length;
    return end <= bytes.length ? { text: bytes.toString("utf8", from + 4, end), end } : null;
  };
  const vendor = take(start);
  if (!vendor || vendor.end + 4 > bytes.length) return [];
  const found: [string, string][] = [];
  let at = vendor.end + 4;
  for (let left = Math.min(bytes.readUInt32LE(vendor.end), 64); left > 0; left--) {
    const comment = take(at);
    if (!comment) break;
    const equals = comment.text.indexOf("=");
    if (equals > 0) found.push([comment.text.slice(0, equals).toUpperCase(), comment.text.slice(equals + 1)]);
    at = comment.end;
  }
  return found;
}
