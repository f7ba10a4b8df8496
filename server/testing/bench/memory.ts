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

/** Processor time of a database server: its backends lead groups of their own, and those that ended are in what it waited for. */
export function serverMs(postmaster: number): number | null {
  try {
    const backends = readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && parentOf(pid) === postmaster);
    const ended = statOf(String(postmaster));
    const own = [11, 12, 13, 14].reduce((sum, i) => sum + Number(ended[i]), 0) * msPerTick;
    return backends.reduce((sum, pid) => sum + ticksOf(pid) * msPerTick, own);
  } catch {
    return null;
  }
}

/** USER_HZ is 100 wherever /proc is. */
const msPerTick = 10;

/** What the kernel says of a process, from its state on (`man proc_pid_stat`, field 3). */
function statOf(pid: string): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

const ticksOf = (pid: string): number => Number(statOf(pid)[11]) + Number(statOf(pid)[12]);
const groupOf = (pid: string): number | null => fieldOf(pid, 2);
const parentOf = (pid: string): number | null => fieldOf(pid, 1);

/** Null for a process that ended meanwhile. */
function fieldOf(pid: string, at: number): number | null {
  try {
    return Number(statOf(pid)[at]);
  } catch {
    return null;
  }
}

function residentOf(pid: string): number {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kb ?? 0) / 1024;
}
