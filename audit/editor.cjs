// What an editor shows a contributor: records, and what the YAML language server says of them by
// the schemas in schema/. `node editor.cjs SERVER ROOT`; the exit status is 1 if anything differs.
"use strict";
const { spawn } = require("child_process");
const fs = require("fs");
const path = require("path");

const [server, root] = process.argv.slice(2);
const HEAD = "# yaml-language-server: $schema=../../schema/event.schema.json\n";
const GOOD = 'title: افتتاح الجسر\ndate: "2019-03"\nsummary: نص.\nsources: [gazette]\n';
const ARABIC = /[\u0621-\u064a]{2}/;

// A record and the codes of the rules that the editor is to name, by line.
const RECORDS = [
  ["a good record", GOOD, []],
  ["a year without quotes", GOOD.replace('"2019-03"', "2019"), []],
  ["a month without quotes, a flag, a number", GOOD.replace('"2019-03"', "2017-12") + "milestone: true\nclaims: [{metric: visitors, value: 14000, as_of: 2019}]\n", []],
  ["an id that no vocabulary has yet", GOOD + "places: [not-yet-there]\n", []],
  ["a misspelt field", GOOD.replace("summary", "sumary"), ["4 F102", "2 F101"]],
  ["a date as people write it", GOOD.replace("2019-03", "9/12/2017"), ["3 D207"]],
  ["a date in words", GOOD.replace('"2019-03"', "آذار 2019"), ["3 D215"]],
  ["a day that is not", GOOD.replace("2019-03", "2019-02-30"), ["3 D203"]],
  ["an unknown value", GOOD + "status: reportd\n", ["6 F106"]],
  ["a list that is none", GOOD.replace("[gazette]", "gazette"), ["5 F103"]],
  ["a misspelt field within a field", GOOD + "places: [{place: mosul, precison: exact}]\n", ["6 F102"]],
  ["a name in place of an id", GOOD + "places: [Mosul]\n", ["6 F111"]],
  ["a claim without a number", GOOD + "claims:\n  - metric: visitors\n", ["7 C501"]],
];

let failed = 0;
function expect(what, right, seen) {
  if (right) return;
  failed += 1;
  console.log(`  ${what}: ${JSON.stringify(seen)}`);
}

const program = spawn(process.execPath, [server, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
const answers = new Map();
const heard = new Map();
let buffer = Buffer.alloc(0);
let last = 0;

function send(message) {
  const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
  program.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
  program.stdin.write(body);
}

function ask(method, params) {
  last += 1;
  send({ id: last, method, params });
  return new Promise((resolve) => answers.set(last, resolve));
}

function hear(message) {
  if (message.method && message.id !== undefined) {
    const yaml = { validate: true, hover: true, completion: true, schemaStore: { enable: false } };
    const items = message.method === "workspace/configuration" ? message.params.items : [];
    send({ id: message.id, result: items.map((item) => (item.section === "yaml" ? yaml : {})) });
  } else if (message.id !== undefined) {
    answers.get(message.id)?.(message.result);
  } else if (message.method === "textDocument/publishDiagnostics") {
    heard.get(message.params.uri)?.(message.params.diagnostics);
  }
}

program.stdout.on("data", (data) => {
  buffer = Buffer.concat([buffer, data]);
  for (;;) {
    const end = buffer.indexOf("\r\n\r\n");
    if (end < 0) return;
    const length = Number(/Content-Length: (\d+)/.exec(buffer.subarray(0, end))[1]);
    if (buffer.length < end + 4 + length) return;
    hear(JSON.parse(buffer.subarray(end + 4, end + 4 + length)));
    buffer = buffer.subarray(end + 4 + length);
  }
});

let opened = 0;
async function open(text) {
  opened += 1;
  return look(path.join(root, "content", "events", `shown-${opened}.yml`), HEAD + text);
}

async function look(file, text) {
  const uri = `file://${file}`;
  const diagnostics = new Promise((resolve) => {
    let waiting;
    heard.set(uri, (found) => {
      clearTimeout(waiting);
      waiting = setTimeout(() => resolve(found), 100); // the last word on it
    });
  });
  send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version: 1, text } } });
  return { uri, diagnostics: await diagnostics };
}

async function main() {
  await ask("initialize", {
    processId: process.pid,
    rootUri: `file://${root}`,
    capabilities: {
      textDocument: {
        completion: { completionItem: { snippetSupport: true, documentationFormat: ["markdown"] } },
        hover: { contentFormat: ["markdown"] },
      },
      workspace: { configuration: true },
    },
  });
  send({ method: "initialized", params: {} });
  for (const [what, text, wanted] of RECORDS) {
    const { diagnostics } = await open(text);
    const seen = diagnostics.map((d) => `${d.range.start.line + 1} ${/\((\w+)\)$/.exec(d.message)?.[1]}`);
    expect(what, JSON.stringify(seen.sort()) === JSON.stringify([...wanted].sort()), diagnostics);
    expect(`${what}, in Arabic`, diagnostics.every((d) => ARABIC.test(d.message)), diagnostics);
  }
  const { uri } = await open(`${GOOD}places:\n  - {place: }\nstatus: \n\n`);
  const at = (line, character) => ({ textDocument: { uri }, position: { line, character } });
  const fields = (await ask("textDocument/completion", at(8, 0))).items;
  const offered = fields.find((item) => item.label === "relations");
  expect("a field is offered and explained", ARABIC.test(JSON.stringify(offered?.documentation)), fields.map((f) => f.label));
  const places = (await ask("textDocument/completion", at(6, 12))).items;
  expect("a place is offered by its name", places.some((item) => ARABIC.test(item.label) && /^[a-z0-9-]+$/.test(item.insertText)), places.slice(0, 3));
  const values = (await ask("textDocument/completion", at(7, 8))).items;
  expect("every status is offered and explained", values.length === 5 && values.every((v) => ARABIC.test(JSON.stringify(v.documentation))), values);
  const hover = await ask("textDocument/hover", at(2, 2));
  expect("a field is explained where the mouse rests", ARABIC.test(hover?.contents?.value), hover);
  // What is published names its schema by itself; the map's outlines are drawn by a program.
  const published = fs
    .readdirSync(path.join(root, "content"), { recursive: true })
    .filter((name) => name.endsWith(".yml") && name !== "map.yml");
  for (const name of published) {
    const file = path.join(root, "content", name);
    const text = fs.readFileSync(file, "utf8");
    expect(`${name} names its schema`, /^# yaml-language-server: \$schema=\.\./.test(text), "");
    expect(name, (await look(file, text)).diagnostics.length === 0, "a good record is faulted");
  }
  console.log(`  ${RECORDS.length} records and the ${published.length} published; ${fields.length} fields and ${places.length} places offered`);
  program.kill();
  process.exit(failed ? 1 : 0);
}

main();
setTimeout(() => {
  console.log("  the language server does not answer");
  program.kill();
  process.exit(1);
}, 180000).unref();
