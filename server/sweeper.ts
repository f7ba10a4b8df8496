import { sql } from "@/db/client";
import { sealAudit } from "./audit/seal";
import { advanceCampaigns } from "./campaigns/advance-campaigns";
import { sweepAnswers } from "./campaigns/sweep-answers";
import { resumeErasures } from "./contacts/erasure/jobs";
import { fetchAttachments } from "./conversations/fetch-attachments";
import { foldCounts } from "./conversations/fold-counts";
import { markWindows } from "./conversations/mark-windows";
import { parkEarly } from "./conversations/park-early";
import { sendAllDue } from "./conversations/scheduled/send-due";
import { settleDeliveries } from "./conversations/settle-deliveries";
import { resumeTranscripts } from "./conversations/transcripts/jobs";
import { type Work, workLeft } from "./events";
import { inngest } from "./inngest-client";
import { sweepParts } from "./intake-sweep";
import { foldCosts } from "./ledger/fold-costs";
import { routeLeft, settleAbsences, settleSilences, wakeSnoozed } from "./reactions";
import { forgetChanges } from "./realtime/forget-changes";
import { foldReports } from "./reports/fold-reports";
import { forgetSnapshots } from "./routing/forget-snapshots";
import { type Scope, scopeForSystem } from "./scope";
import { keepDue } from "./sla/keep-due";
import { forgetFiles } from "./templates/files/forget-files";
import { syncConnectionTemplates } from "./templates/sync-all";

/** What finishes each kind of work for one organization; each is harmless when there is none, and when repeated. */
const finishers: Record<Work, (scope: Scope) => Promise<unknown>> = {
  deliveries: settleDeliveries,
  windows: markWindows,
  snoozes: wakeSnoozed,
  absences: settleAbsences,
  silences: settleSilences,
  scheduled: sendAllDue,
  attachments: fetchAttachments,
  transcripts: resumeTranscripts,
  statuses: parkEarly,
  routing: routeLeft,
  audit: sealAudit,
  counts: foldCounts,
  costs: foldCosts,
  reports: foldReports,
  sla: (scope) => keepDue(scope),
  templates: async (scope) => {
    await syncConnectionTemplates(scope);
    await forgetFiles(scope);
  },
  erasures: resumeErasures,
  campaigns: advanceCampaigns,
  answers: sweepAnswers,
};

/** Which kinds are looked for, and how often. A crash's leftovers wait at most that long. */
const rounds: { id: string; cron: string; works: Work[] }[] = [
  {
    id: "sweep",
    cron: "* * * * *",
    works: [
      "deliveries",
      "windows",
      "snoozes",
      "absences",
      "silences",
      "scheduled",
      "attachments",
      "transcripts",
      "statuses",
      "routing",
      "costs",
      "reports",
      "sla",
      "erasures",
      "campaigns",
      "answers",
    ],
  },
  { id: "sweep-traces", cron: "*/5 * * * *", works: ["audit", "counts"] },
  { id: "sync-templates", cron: "17 * * * *", works: ["templates"] },
];

const sweeps = rounds.map(({ id, cron, works }) =>
  inngest.createFunction({ id, triggers: [{ cron }], retries: 0 }, async ({ step }) => {
    const due = await step.run("find", () => findDue(works));
    if (due.length > 0)
      await step.sendEvent(
        "share-out",
        due.map((data) => workLeft.create(data)),
      );
    return { due: due.length };
  }),
);

/**
 * One run per organization and kind at a time: a slow tenant keeps nobody else waiting. And only a few of all together: every minute
 * each busy organization has several, and people are being answered meanwhile. One piece of work is no step: it would be called twice.
 */
const finish = inngest.createFunction(
  {
    id: "finish-work",
    triggers: [workLeft],
    concurrency: [{ limit: 1, key: "event.data.orgId + ':' + event.data.work" }, { limit: 4 }],
    retries: 2,
  },
  async ({ event }) => {
    await finishers[event.data.work](await scopeForSystem(event.data.orgId, `sweep-${event.data.work}`));
  },
);

/** Parts that were stored and not applied; the inbox of webhooks is laid out for the coming days; old feed rows go. */
const parts = inngest.createFunction(
  { id: "sweep-parts", triggers: [{ cron: "* * * * *" }], retries: 0 },
  async ({ step }) => {
    await step.run("apply", sweepParts);
  },
);

const housekeeping = inngest.createFunction(
  { id: "housekeeping", triggers: [{ cron: "23 3 * * *" }], retries: 2 },
  async ({ step }) => {
    await step.run("roll-webhook-parts", async () => {
      await sql()`select roll_webhook_parts()`;
    });
    await step.run("forget-changes", forgetChanges);
    await step.run("forget-snapshots", forgetSnapshots);
  },
);

export const sweepJobs = [...sweeps, finish, parts, housekeeping];

async function findDue(works: Work[]): Promise<{ orgId: string; work: Work }[]> {
  const found = await Promise.all(
    works.map(async (work) => {
      const found = ownResolver(work) ?? sql()`resolve_due(${work})`;
      const rows = await sql()<{ org_id: string }[]>`select org_id from ${found}`;
      return rows.map((r) => ({ orgId: r.org_id, work }));
    }),
  );
  return found.flat();
}

function ownResolver(work: Work) {
  if (work === "reports") return sql()`resolve_unfolded_reports()`;
  if (work === "costs") return sql()`resolve_unfolded_costs()`;
  if (work === "sla") return sql()`resolve_stale_sla()`;
  if (work === "campaigns") return sql()`resolve_due_campaigns()`;
  if (work === "answers") return sql()`resolve_unheard_answers()`;
  if (work === "erasures") return sql()`resolve_unfinished_erasures()`;
  if (work === "transcripts") return sql()`resolve_due_transcripts()`;
  if (work === "scheduled") return sql()`resolve_due_scheduled()`;
  if (work === "silences") return sql()`resolve_silences()`;
  if (work === "absences") return sql()`resolve_absences()`;
  return work === "snoozes" ? sql()`resolve_due_snoozes()` : null;
}
