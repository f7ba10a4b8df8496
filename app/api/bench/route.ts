import { bareInsert } from "@/server/webhooks/bare-insert";

export const dynamic = "force-dynamic";

/** Absent unless a benchmark runs. */
export const POST = bareInsert;
