/**
 * Lists in which each thing stands once. They are asked for one by one, so that what moves meanwhile is for a moment in two of them, or on
 * two pages of one: the list that was heard of last is right, and its first place. Two rows under one key would stay on screen for good.
 */
export function once<I extends { id: string }>(lists: { items: I[]; at: number }[]): I[][] {
  const home = new Map<string, { items: I[]; at: number }>();
  for (const list of lists)
    for (const { id } of list.items) {
      const known = home.get(id);
      if (!known || list.at > known.at) home.set(id, list);
    }
  return lists.map((list) => {
    const taken = new Set<string>();
    return list.items.filter(({ id }) => {
      const stays = home.get(id) === list && !taken.has(id);
      taken.add(id);
      return stays;
    });
  });
}
