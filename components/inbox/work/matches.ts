/** Whether what is typed is in the text, whatever the accents and capitals. */
export function matches(text: string, typed: string): boolean {
  return plain(text).includes(plain(typed));
}

export const plain = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
