import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { Closed, Log, Order, Steady } from "./load";

type Answers = {
  open: null;
  closed: Closed;
  steady: Steady;
  batch: { ms: number; status: number };
  log: Log;
};

/** The second process that a benchmark's load comes from. */
export class LoadProcess {
  private readonly child: ChildProcess;

  constructor() {
    this.child = fork(path.join(import.meta.dirname, "load.ts"), {
      execArgv: ["--import", "tsx"],
      serialization: "advanced",
    });
  }

  /** Rejects with the load's own words. */
  async tell<O extends Order>(order: O): Promise<Answers[O["do"]]> {
    this.child.send(order);
    const [answer] = (await once(this.child, "message")) as [{ result?: Answers[O["do"]]; error?: string }];
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.result as Answers[O["do"]];
  }

  end(): void {
    this.child.kill();
  }
}
