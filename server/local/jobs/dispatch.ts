import { probe } from "./app";
import { applyAnswer, fail, refusal } from "./apply";
import { endBatches } from "./batch";
import { callApp, loadRun, type Run } from "./call";
import { fireCrons } from "./cron";
import { endDebounces } from "./debounce";
import { whatIsDue } from "./due";
import { type Engine, isTransient, transaction } from "./engine";
import { type Call, claim, complete, heartbeat, postpone } from "./queue";
import { routeEvents } from "./route";
import { expireWaits } from "./waits";

const STEPS_AT_MOST = 1_000;
const LONGEST_STALL_MS = 1_000;

/** The part of an engine that does the work: finds what is due, calls the app, keeps its answers. */
export class Dispatcher {
  private readonly inFlight = new Map<Call, Promise<void>>();
  /** How often in a row the app was found away: by a call, then by questions; 0 while it answers. */
  private misses = 0;
  private resumeAt = 0;
  private feeling = false;
  private stopped = false;

  constructor(private readonly engine: Engine) {}

  /** Whether the app answered when it was last called. */
  get appAnswers(): boolean {
    return this.misses === 0;
  }

  /** Everything that is due now. Calls are begun, not awaited. */
  async beat(): Promise<void> {
    const { engine } = this;
    this.feel();
    const due = await whatIsDue(engine);
    if (due.crons) await fireCrons(engine);
    // A crowd is taken up piece by piece, so that what is due already need not wait for all of it.
    let more = due.waits && (await expireWaits(engine));
    more = (due.debounces && (await endDebounces(engine))) || more;
    more = (due.batches && (await endBatches(engine))) || more;
    more = (due.events && (await routeEvents(engine))) || more;
    if (more) engine.wake();
    const room = this.room();
    if (room === 0 || this.stopped || Object.values(due).every((one) => !one)) return;
    for (const call of await claim(engine, room)) this.launch(call);
  }

  /** Keeps the claims on the calls in flight. */
  async heartbeat(): Promise<void> {
    await heartbeat(this.engine, this.inFlight.keys());
  }

  /** Begins nothing more and gives what is in flight `ms`; the rest is repeated when its claim runs out. */
  async stop(ms: number): Promise<void> {
    this.stopped = true;
    await Promise.race([Promise.allSettled(this.inFlight.values()), pause(ms)]);
  }

  /** While the app is away nothing is thrown at a closed door. */
  private room(): number {
    return this.misses === 0 ? this.engine.slots - this.inFlight.size : 0;
  }

  /**
   * Feels for an app that was away: by a question that takes it no time, since the answer to a step may take
   * hours. It may have been a single call that failed: the first time it is asked at once.
   */
  private feel(): void {
    if (this.misses === 0 || this.feeling || this.stopped || Date.now() < this.resumeAt) return;
    this.feeling = true;
    void probe(this.engine).then((problem) => {
      this.feeling = false;
      this.misses = problem === undefined ? 0 : this.misses + 1;
      this.resumeAt = Date.now() + stallMs(this.misses);
      this.engine.wake();
    });
  }

  private launch(call: Call): void {
    const work = this.perform(call)
      .catch((error: Error) =>
        this.engine.log(`jobs: call ${call.id} of run ${call.run_id}: ${error.message}`),
      )
      .finally(() => {
        this.inFlight.delete(call);
        this.engine.wake();
      });
    this.inFlight.set(call, work);
  }

  private async perform(call: Call): Promise<void> {
    const run = await this.persist(() => loadRun(this.engine, call.run_id));
    if (!run)
      return void (await this.persist(() => transaction(this.engine.sql, (tx) => complete(tx, call))));
    if (run.steps.length >= STEPS_AT_MOST) return this.refuse(run, call, `More than ${STEPS_AT_MOST} steps.`);
    const answer = await callApp(this.engine, run, call);
    // When we are closing, the step may still be running over there: the claim is left to run out.
    if (typeof answer === "string") return this.stopped ? undefined : this.stall(call, answer);
    this.misses = 0;
    try {
      await this.persist(() => applyAnswer(this.engine, run, call, answer));
    } catch (error) {
      if (isTransient(error)) throw error;
      // It would be the same again: what the app answered cannot be stored.
      await this.refuse(run, call, `The answer cannot be kept: ${(error as Error).message}`);
    }
  }

  private async refuse(run: Run, call: Call, why: string): Promise<void> {
    const { engine } = this;
    await this.persist(() => transaction(engine.sql, (tx) => fail({ tx, engine, run, call }, refusal(why))));
  }

  private async stall(call: Call, reason: string): Promise<void> {
    if (this.misses === 0) {
      this.engine.log(`jobs: the app does not answer (${reason}); its runs wait`);
      this.misses = 1;
      this.resumeAt = 0;
    }
    const due = new Date(this.engine.now().getTime() + stallMs(call.stalls));
    await this.persist(() => postpone(this.engine.sql, call, due, "nothing"));
  }

  /** What is to be stored is tried until the database is there again: the claim is kept meanwhile, or lost. */
  private async persist<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (this.stopped || !isTransient(error)) throw error;
        await pause(200);
      }
    }
  }
}

function stallMs(misses: number): number {
  return Math.min(LONGEST_STALL_MS, 250 * 2 ** Math.min(misses, 8));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
