import { hash, verify } from "@node-rs/argon2";

/** Argon2id (the default algorithm) with OWASP's parameters: 19 MiB, two passes, one lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export async function hashPassword(password: string): Promise<string> {
  return hash(password, parameters);
}

/** Of no password at all, with the same parameters: verifying against it costs what a real one costs. */
const nobodys =
  "$argon2id$v=19$m=19456,t=2,p=1$p9Oy7uA12qFrWmFma1jBng$/xepGhXt0Bv5jq/3T1cyXh626AhYoPRRQLV0DDr2nsw";

/** Whether the password is the one that was hashed. Without a hash it does the same work and says no. */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? nobodys, password);
  return passwordHash !== null && matches;
}
