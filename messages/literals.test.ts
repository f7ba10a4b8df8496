import { parseAst } from "vite";
import { expect, test } from "vitest";
import { isTest, matches, sourceFiles } from "@/server/testing/source";

/*
 * Whatever a person reads comes from the catalogue: no component holds a text of its own.
 */

/** The name, and files that no customer sees. */
const same = ["Hilo", "hilo"];
const unseen = ["components/gallery/**"];

/** Attributes that are read out or shown. */
const shown = new Set([
  "title",
  "alt",
  "placeholder",
  "label",
  "aria-label",
  "aria-description",
  "aria-roledescription",
]);

interface Node {
  type: string;
  [key: string]: unknown;
}

test("no component holds a text of its own", () => {
  const components = sourceFiles().filter(
    ({ path }) => path.endsWith(".tsx") && !isTest(path) && !unseen.some((pattern) => matches(path, pattern)),
  );
  expect(components.length).toBeGreaterThan(100);
  const found = components.flatMap(({ path, text }) =>
    textsIn(parseAst(text, { lang: "tsx" }) as unknown as Node).map((said) => `${path}: ${said}`),
  );
  expect(found).toEqual([]);
});

/** The words in JSX, in attributes that are shown, and in what an expression between tags may give. */
function textsIn(node: Node): string[] {
  const own =
    node.type === "JSXText"
      ? [String(node.value)]
      : node.type === "JSXAttribute" && shown.has(nameOf(node.name as Node))
        ? literals(node.value as Node | null)
        : node.type === "JSXElement" || node.type === "JSXFragment"
          ? (node.children as Node[]).filter((c) => c.type === "JSXExpressionContainer").flatMap(literals)
          : [];
  return [...own.map((text) => text.trim()).filter(isText), ...children(node).flatMap(textsIn)];
}

const nameOf = (name: Node) => String(name.name);

function isText(text: string): boolean {
  return /\p{L}{2}/u.test(text) && !same.includes(text);
}

/** What an expression is, or may be: both sides of a choice, every piece of a template. */
function literals(node: Node | null): string[] {
  if (!node) return [];
  switch (node.type) {
    case "Literal":
      return typeof node.value === "string" ? [node.value] : [];
    case "TemplateLiteral":
      return (node.quasis as { value: { cooked: string } }[]).map((piece) => piece.value.cooked);
    case "JSXExpressionContainer":
      return literals(node.expression as Node);
    case "ConditionalExpression":
      return [...literals(node.consequent as Node), ...literals(node.alternate as Node)];
    case "LogicalExpression":
      return literals(node.right as Node);
    default:
      return [];
  }
}

function children(node: Node): Node[] {
  return Object.values(node)
    .flat()
    .filter((child): child is Node => typeof child === "object" && child !== null && "type" in child);
}
