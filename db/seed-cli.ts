import { parseArgs } from "node:util";
import { closeSql } from "@/db/client";
import { fillEnvironment } from "@/server/local/fill-environment";
import { bulkPassword, loadBulk } from "./bulk/load";
import { progress } from "./progress";

const usage = "npm run seed -- --conversations N [--contacts N] [--seed S] [--messages-per N] [--json]\n";

/** `npm run seed`: a realistic, deterministic organization of the size asked for, in the database of the environment. */
async function main(): Promise<void> {
  fillEnvironment();
  const plan = readPlan();
  if (!plan) {
    process.stderr.write(usage);
    process.exitCode = 2;
    return;
  }
  const began = performance.now();
  const loaded = await loadBulk(plan.bulk, (done) => progress(done, plan.bulk.conversations));
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  const { slug, email, fresh } = loaded;
  if (plan.json)
    process.stdout.write(
      `${JSON.stringify({ ...plan.bulk, slug, email, password: bulkPassword, fresh, seconds })}\n`,
    );
  else
    process.stdout.write(
      `${fresh ? "Loaded" : "Already there"}: /${slug}  ${email}  ${bulkPassword}  (${seconds} s)\n`,
    );
}

function readPlan() {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    options: {
      conversations: text,
      contacts: text,
      seed: text,
      "messages-per": text,
      json: { type: "boolean" },
    },
  });
  const number = (given: string | undefined, otherwise: number) =>
    given === undefined ? otherwise : Number(given);
  const conversations = number(values.conversations, 0);
  const contacts = Math.min(number(values.contacts, Math.ceil(conversations * 0.7)), conversations);
  const bulk = {
    conversations,
    contacts,
    seed: number(values.seed, 1),
    messagesPer: number(values["messages-per"], 10),
  };
  const sound =
    Object.values(bulk).every((n) => Number.isInteger(n) && n > 0) &&
    bulk.messagesPer >= 2 &&
    bulk.messagesPer < 500;
  return sound ? { bulk, json: values.json ?? false } : null;
}

main()
  .catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  })
  .finally(closeSql);
