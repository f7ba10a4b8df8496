/** The shape of a few values as one thin thread; the figure itself stands beside it. Axis from zero. */
export function Spark({
  values,
  label,
  width = 96,
  height = 24,
}: {
  values: number[];
  label: string;
  width?: number;
  height?: number;
}) {
  const top = Math.max(...values, 1);
  const step = width / Math.max(1, values.length - 1);
  const points = values.map(
    (value, place) => [place * step, height - 2 - (value / top) * (height - 4)] as const,
  );
  const last = points.at(-1);
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`-2 0 ${width + 4} ${height}`}
      fill="none"
      className="text-ink-3"
    >
      <polyline
        points={points.map((point) => point.join(",")).join(" ")}
        stroke="currentColor"
        strokeWidth="1.25"
        strokeLinejoin="round"
      />
      {last ? <circle cx={last[0]} cy={last[1]} r="2" className="fill-ink" /> : null}
    </svg>
  );
}
