export interface Findable {
  shortcut: string;
  body: string;
  folder: string | null;
}

/** Those that fit what was typed, the best first: shortcut, its letters in order, folder, then a word of the text. */
export function findCanned<T extends Findable>(all: readonly T[], typed: string): T[] {
  const query = plain(typed);
  return all
    .map((one) => ({ one, rank: rankOf(one, query) }))
    .filter(({ rank }) => rank < none)
    .sort((a, b) => a.rank - b.rank || a.one.shortcut.localeCompare(b.one.shortcut))
    .map(({ one }) => one);
}

/** Lower case, without accents. */
export function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

const none = 6;

function rankOf({ shortcut, body, folder }: Findable, query: string): number {
  const name = plain(shortcut);
  if (name === query) return 0;
  if (name.startsWith(query)) return 1;
  if (name.includes(query)) return 2;
  if (inOrder(name, query)) return 3;
  if (folder && plain(folder).startsWith(query)) return 4;
  return query.length > 1 && wordsOf(plain(body)).some((word) => word.startsWith(query)) ? 5 : none;
}

function inOrder(text: string, query: string): boolean {
  let at = 0;
  for (const letter of text) if (letter === query[at]) at++;
  return at === query.length;
}

const wordsOf = (text: string) => text.split(/[^\p{L}\p{N}]+/u);
