import type { SeenRow } from "./screen";

/** Where two agents meet who answer the same customer at the same moment. */
export interface Meeting {
  /** Settles the conversation that both go to: the first to come names it. */
  about(row: SeenRow): SeenRow;
  /** Goes on when both are there. */
  both(): Promise<void>;
  /** The other one need not wait. */
  leave(): void;
}

/** Where two agents set out to answer the same customer at once, by its place in their agendas. */
export class Meetings {
  private readonly open = new Map<number, Meeting>();

  at(place: number): Meeting {
    const known = this.open.get(place) ?? meeting();
    this.open.set(place, known);
    return known;
  }
}

function meeting(): Meeting {
  let named: SeenRow | undefined;
  let missing = 2;
  let go = () => {};
  const complete = new Promise<void>((resolve) => {
    go = resolve;
  });
  const leave = () => {
    missing--;
    if (missing <= 0) go();
  };
  return {
    about: (row) => {
      named ??= row;
      return named;
    },
    both: () => {
      leave();
      return complete;
    },
    leave,
  };
}
