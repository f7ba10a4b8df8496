import { expect, it } from "vitest";
import { readArguments, sentence } from "./arguments";
import { app } from "./test-clients";

it("reads where to listen and for whom", () => {
  const argv = ["--port", "4003", "--apps", JSON.stringify([app])];
  expect(readArguments(argv)).toEqual({ port: 4003, host: "127.0.0.1", apps: [app] });
});

it.each([
  [["--apps", "[]", "--port", "0"], "--apps"],
  [["--apps", '[{"id":"a","key":"k","secret":"hush"', "--port", "0"], "--apps is not JSON"],
  [["--apps", '[{"id":"a","key":"k"}]', "--port", "0"], "--apps.0.secret"],
  [["--apps", '[{"id":"a","key":"k","secret":"hush","clientmessages":true}]', "--port", "0"], "--apps.0"],
  [["--apps", JSON.stringify([app]), "--port", "http"], "--port"],
  [["--apps", JSON.stringify([app]), "--port", "70000"], "--port"],
  [["--apps", JSON.stringify([app])], "--port is missing"],
  [["--port", "0"], "--apps is missing"],
  [["--what"], "--what"],
])("explains what is wrong with %j", (argv, complaint) => {
  let said = "";
  try {
    readArguments(argv);
  } catch (error) {
    said = sentence(error);
  }
  expect(said).toContain(complaint);
  expect(said).not.toContain("hush");
});
