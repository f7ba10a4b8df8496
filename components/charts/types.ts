export type Series = { key: string; label: string };

export type BarsProps = {
  /** Says what the chart shows, for who does not see it; the numbers stand in a table beside it. */
  label: string;
  /** One entry per bar: `name` on the axis, a number per series key, and `before` for the period before. */
  data: ({ name: string; before?: number } & Record<string, string | number | undefined>)[];
  /** At most three: beyond that they do not survive greyscale. */
  series: Series[];
  /** Names the line of the period before. */
  before?: string;
  format: (value: number) => string;
  /** What is counted has no halves. */
  whole?: boolean;
  height?: number;
  /** Opens what lies behind a bar. */
  onOpen?: (name: string) => void;
};
