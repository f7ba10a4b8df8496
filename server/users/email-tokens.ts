import { and, eq, isNull, lt, sql } from "drizzle-orm";
import { platform } from "@/db/org";
import { emailTokens } from "@/db/schema/organizations";
import { hashToken, newToken } from "@/server/crypto";

export type EmailToken = Pick<typeof emailTokens.$inferSelect, "purpose" | "email" | "payload">;

/** Minutes that a link in a mail works. */
export const lifetimes = { "sign-in": 15, "sign-up": 60 } as const;

const inAMoment = (minutes: number) => sql`now() + ${minutes} * interval '1 minute'`;

/** Makes the one working link of this purpose for an address; earlier ones stop working. Only its hash is kept. */
export async function issueEmailToken(
  token: EmailToken,
  minutes: number = lifetimes[token.purpose],
): Promise<string> {
  const secret = newToken();
  await platform().transaction(async (tx) => {
    await tx.delete(emailTokens).where(lt(emailTokens.expiresAt, sql`now() - interval '1 day'`));
    await tx
      .update(emailTokens)
      .set({ usedAt: sql`now()` })
      .where(
        and(
          eq(emailTokens.email, token.email),
          eq(emailTokens.purpose, token.purpose),
          isNull(emailTokens.usedAt),
        ),
      );
    await tx
      .insert(emailTokens)
      .values({ ...token, tokenHash: hashToken(secret), expiresAt: inAMoment(minutes) });
  });
  return secret;
}

/** What a link is for, without using it up: a page may be opened by who merely scans mail. Null when it no longer works. */
export async function readEmailToken(secret: string): Promise<EmailToken | null> {
  const [row] = await platform().select(columns).from(emailTokens).where(stillWorks(secret));
  return row ?? null;
}

/** Uses a link up: of any number of attempts at once, one gets it. Null when it no longer works. */
export async function consumeEmailToken(secret: string): Promise<EmailToken | null> {
  const [row] = await platform()
    .update(emailTokens)
    .set({ usedAt: sql`now()` })
    .where(stillWorks(secret))
    .returning(columns);
  return row ?? null;
}

const columns = { purpose: emailTokens.purpose, email: emailTokens.email, payload: emailTokens.payload };

const stillWorks = (secret: string) =>
  and(
    eq(emailTokens.tokenHash, hashToken(secret)),
    isNull(emailTokens.usedAt),
    sql`${emailTokens.expiresAt} > now()`,
  );
