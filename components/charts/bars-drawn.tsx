"use client";
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { FILLS } from "./fills";
import type { BarsProps } from "./types";

const TICK = { fill: "var(--ink-3)", fontSize: 11 };

export default function BarsDrawn({ data, series, before, format, whole, onOpen }: BarsProps) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={data} margin={{ top: 8, right: 0, bottom: 0, left: 0 }} barCategoryGap="24%">
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="name"
          tick={TICK}
          tickLine={false}
          axisLine={{ stroke: "var(--line-strong)" }}
          interval="equidistantPreserveStart"
          minTickGap={16}
        />
        <YAxis
          domain={[0, "auto"]}
          allowDecimals={!whole}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          tickFormatter={format}
          width="auto"
        />
        <Tooltip
          cursor={{ fill: "var(--hover)" }}
          isAnimationActive={false}
          formatter={(value) => format(Number(value))}
          contentStyle={{
            background: "var(--raised)",
            border: "1px solid var(--line-strong)",
            borderRadius: 6,
            fontSize: 12,
          }}
          labelStyle={{ color: "var(--ink)" }}
          itemStyle={{ color: "var(--ink-2)", padding: 0 }}
        />
        {series.map((one, place) => (
          <Bar
            key={one.key}
            dataKey={one.key}
            name={one.label}
            stackId="all"
            fill={FILLS[place % FILLS.length] ?? "var(--ink-2)"}
            isAnimationActive={false}
            {...(onOpen ? { cursor: "pointer", onClick: (bar) => onOpen(String(bar.payload.name)) } : {})}
          />
        ))}
        {before ? (
          <Line
            dataKey="before"
            name={before}
            stroke="var(--ink)"
            strokeWidth={1}
            strokeDasharray="3 3"
            dot={false}
            isAnimationActive={false}
          />
        ) : null}
      </ComposedChart>
    </ResponsiveContainer>
  );
}
