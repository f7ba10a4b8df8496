/**
 * Chains of statements of one transaction, side by side: what each sends next shares a flight with the others. Waits for all of them
 * and then throws what failed first, since a chain that went on after its transaction ended would speak on somebody else's connection.
 */
export async function together<T extends readonly unknown[]>(
  chains: { [K in keyof T]: Promise<T[K]> },
): Promise<T> {
  const settled = await Promise.allSettled(chains);
  for (const result of settled) if (result.status === "rejected") throw result.reason;
  return settled.map((result) => (result as PromiseFulfilledResult<unknown>).value) as unknown as T;
}
