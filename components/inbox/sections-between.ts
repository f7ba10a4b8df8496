/**
 * Which sections have a row between the first and the last that is within sight; one without rows stands where its rows would. The rows of all
 * sections are counted through, from the first section to the last.
 */
export function sectionsBetween(
  sections: { section: string; rows: number }[],
  first: number,
  last: number,
): string[] {
  let from = 0;
  return sections.flatMap(({ section, rows }) => {
    const [start, end] = [from, from + Math.max(1, rows) - 1];
    from += rows;
    // One further at either end: what comes into sight next is fresh already.
    return end >= first - 1 && start <= last + 1 ? [section] : [];
  });
}
