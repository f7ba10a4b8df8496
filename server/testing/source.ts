import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "@/server/local/project";

/** A file of the project's own code, as the tests of its conventions read it. */
export interface SourceFile {
  /** From the root, with slashes. */
  path: string;
  text: string;
  imports: Import[];
}

export interface Import {
  /** A path of the project with its ending, or `npm:` and what was asked for. */
  to: string;
  /** Nothing of it remains when the code runs. */
  typesOnly: boolean;
}

const folders = ["app", "components", "messages", "server", "db"];

/** Every file of code, tests included, by path. */
export function sourceFiles(): SourceFile[] {
  const paths = [...folders.flatMap(filesIn), "proxy.ts"]
    .filter((file) => /\.(tsx?|json)$/.test(file))
    .sort();
  const known = new Set(paths);
  return paths
    .filter((file) => !file.endsWith(".json"))
    .map((file) => {
      const text = readFileSync(path.join(projectRoot, file), "utf8");
      return { path: file, text, imports: importsOf(file, text, known) };
    });
}

/** Every path below a folder of the project, folders too. */
export function filesIn(folder: string): string[] {
  const names = readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: "utf8" });
  return names.map((name) => path.posix.join(folder, name.replaceAll(path.sep, "/")));
}

// At the beginning of a line, so that no text that speaks of imports is taken for one; what biome formats looks like this.
const statement = /^(?:import|export)\s+(type\s+)?(?:([\w*{}\s,$]+?)\s+from\s+)?"([^"]+)"/gm;
const dynamic = /\bimport\(\s*"([^"]+)"\s*\)/g;

function importsOf(file: string, text: string, known: Set<string>): Import[] {
  const fixed = [...text.matchAll(statement)].map(([, type, names = "", asked = ""]) => ({
    to: resolved(file, asked, known),
    typesOnly: Boolean(type) || /^\{(\s*type\s+\w+(\s+as\s+\w+)?,?)+\s*\}$/.test(names),
  }));
  const later = [...text.matchAll(dynamic)].map(([, asked = ""]) => ({
    to: resolved(file, asked, known),
    typesOnly: false,
  }));
  return [...fixed, ...later];
}

function resolved(file: string, asked: string, known: Set<string>): string {
  const at = asked.startsWith("@/") ? asked.slice(2) : path.posix.join(path.posix.dirname(file), asked);
  if (!/^(@\/|\.)/.test(asked)) return `npm:${asked}`;
  return [at, `${at}.ts`, `${at}.tsx`, `${at}/index.ts`].find((candidate) => known.has(candidate)) ?? at;
}

/** Whether a file is there for tests alone. */
export function isTest(file: string): boolean {
  return /\.(test|e2e)\.tsx?$|^server\/testing\/|\/fixtures\/|\/test-[\w-]+\.ts$|\/testing\.ts$/.test(file);
}

/** `*` stands for a part of a path, `**` for any number of them, `{a,b}` for a choice. */
export function matches(file: string, pattern: string): boolean {
  const source = pattern.replace(/\*\*\/|\*\*|\*|[{},.[\]()]/g, (token) => pieces[token] ?? `\\${token}`);
  return new RegExp(`^${source}$`).test(file);
}

const pieces: Record<string, string> = {
  "**/": "(?:.*/)?",
  "**": ".*",
  "*": "[^/]*",
  "{": "(?:",
  "}": ")",
  ",": "|",
};
