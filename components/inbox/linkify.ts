export type Token =
  | { kind: "text"; text: string }
  | { kind: "link"; text: string; href: string }
  | { kind: "bold" | "italic" | "strike" | "code"; text: string };

// Characters that turn the direction of what follows: harmless in prose (isolated), a disguise in an address.
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const ADDRESS =
  /\bhttps?:\/\/[^\s<>"']+|\bwww\.[^\s<>"']+\.[^\s<>"']+|\b[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/giu;
const TRAILING = /[.,;:!?)\]}»”’*_~]+$/u;
const STYLED =
  /```([^`]+)```|`([^`\n]+)`|(?<![\p{L}\p{N}])(?:\*(?=\S)([^*\n]+)(?<=\S)\*|_(?=\S)([^_\n]+)(?<=\S)_|~(?=\S)([^~\n]+)(?<=\S)~)(?![\p{L}\p{N}])/gu;

/**
 * Cuts somebody else's text into inert pieces: addresses that may be followed (http, https, mailto; nothing else)
 * and the *bold*, _italic_, ~strike~ and `code` that chat apps understand. Joined `text`s lose only those marks.
 */
export function tokenize(body: string): Token[] {
  const tokens: Token[] = [];
  let from = 0;
  for (const match of body.matchAll(ADDRESS)) {
    const typed = match[0].replace(TRAILING, "");
    const link = linkFor(typed);
    if (!link) continue;
    tokens.push(...styled(body.slice(from, match.index)), link);
    from = match.index + typed.length;
  }
  tokens.push(...styled(body.slice(from)));
  return tokens;
}

function linkFor(typed: string): Token | null {
  const clean = typed.replace(BIDI, "");
  if (clean.includes("@") && !clean.includes("/"))
    return { kind: "link", text: clean, href: `mailto:${clean}` };
  const address = /^https?:/i.test(clean) ? clean : `https://${clean}`;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  // A host in other letters is shown as it will be asked for, and a user name before it is a disguise too.
  const honest = url.username === "" && /^[\x20-\x7e]+$/.test(hostAsTyped(address));
  return { kind: "link", text: honest ? clean : url.href, href: url.href };
}

function hostAsTyped(address: string): string {
  return address.replace(/^https?:\/\//i, "").split(/[/?#]/)[0] ?? "";
}

function styled(text: string): Token[] {
  const tokens: Token[] = [];
  let from = 0;
  for (const match of text.matchAll(STYLED)) {
    const [whole, block, code, bold, italic, strike] = match;
    if (match.index > from) tokens.push({ kind: "text", text: text.slice(from, match.index) });
    if (bold !== undefined) tokens.push({ kind: "bold", text: bold });
    else if (italic !== undefined) tokens.push({ kind: "italic", text: italic });
    else if (strike !== undefined) tokens.push({ kind: "strike", text: strike });
    else tokens.push({ kind: "code", text: block ?? code ?? "" });
    from = match.index + whole.length;
  }
  if (from < text.length) tokens.push({ kind: "text", text: text.slice(from) });
  return tokens;
}

/** At most three marks on one letter: no script needs more, and a tower of them covers other lines. */
export function withoutTowers(text: string): string {
  return text.replace(/(\p{M}{3})\p{M}+/gu, "$1");
}

/** A name without what turns the direction of its letters: "gnp.exe" must not read "exe.png". */
export function inOneDirection(name: string): string {
  return name.replace(BIDI, "");
}

/** One to three emoji and nothing else: said large. */
export function isEmojiOnly(body: string): boolean {
  const text = body.trim();
  if (text.length > 40 || !/^[\p{Extended_Pictographic}\p{Emoji_Component}\s]+$/u.test(text)) return false;
  if (!/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(text)) return false;
  return [...new Intl.Segmenter().segment(text.replace(/\s/g, ""))].length <= 3;
}
