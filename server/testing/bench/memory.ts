import { readdirSync, readFileSync } from "node:fs";

/** Resident memory of a process and what it started, in MB. Reads /proc: null where there is none. */
export function residentMb(leader: number): number | null {
  try {
    const group = readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && groupOf(pid) === leader);
    return group.reduce((sum, pid) => sum + residentOf(pid), 0);
  } catch {
    return null;
  }
}

/** Processor time that a process and what it started have used so far, in ms; null without /proc. */
export function processorMs(leader: number): number | null {
  try {
    const group = readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && groupOf(pid) === leader);
    return group.reduce((sum, pid) => sum + ticksOf(pid) * msPerTick, 0);
  } catch {
    return null;
  }
}

/** USER_HZ is 100 wherever /proc is. */
const msPerTick = 10;

function ticksOf(pid: string): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return Number(fields[11]) + Number(fields[12]);
}

function groupOf(pid: string): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[2]);
  } catch {
    return null;
  }
}

function residentOf(pid: string): number {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kb ?? 0) / 1024;
}
