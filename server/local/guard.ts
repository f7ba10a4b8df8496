import { spawn } from "node:child_process";

/**
 * Ends a child when this process is gone, even by SIGKILL: a shell waits for the other end of a pipe that
 * only we hold. `target` is a process id, or a negative one for its whole group. Returns the release,
 * to be called when the child has ended, before its id can be given to another process.
 */
export function guard(target: number, signal: "INT" | "TERM" | "KILL"): () => void {
  const script = `cat >/dev/null; kill -s ${signal} -- ${target}`;
  const watcher = spawn("/bin/sh", ["-c", script], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  watcher.unref();
  watcher.stdin.on("error", () => undefined);
  // A pipe that is merely referenced must not keep the parent alive.
  (watcher.stdin as unknown as { unref(): void }).unref();
  return () => {
    if (watcher.pid !== undefined && watcher.exitCode === null) process.kill(-watcher.pid, "SIGKILL");
  };
}
