/** How many requests of one organization may be under way at once: one that hangs takes nothing from the others. */
const most = 16;

/** The organization's own requests left no place in time. */
export class NoPlace extends Error {}

interface Queue {
  taken: number;
  waiting: (() => void)[];
}

const queues = new Map<string, Queue>();

/** Runs `work` once the organization has a free place. Rejects with NoPlace when the signal comes first. */
export async function inPlace<T>(orgId: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const queue = queues.get(orgId) ?? { taken: 0, waiting: [] };
  queues.set(orgId, queue);
  if (queue.taken < most) queue.taken += 1;
  else await turn(queue, signal);
  try {
    return await work();
  } finally {
    // A place is handed on, not given back, so that nobody overtakes who waits.
    const next = queue.waiting.shift();
    if (next) next();
    else queue.taken -= 1;
    if (queue.taken === 0) queues.delete(orgId);
  }
}

function turn(queue: Queue, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const give = () => {
      signal.removeEventListener("abort", leave);
      resolve();
    };
    const leave = () => {
      queue.waiting = queue.waiting.filter((one) => one !== give);
      reject(new NoPlace());
    };
    signal.addEventListener("abort", leave, { once: true });
    queue.waiting.push(give);
  });
}
