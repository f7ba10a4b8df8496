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
