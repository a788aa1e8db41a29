import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import * as vscode from "vscode";
import { showComputed } from "../../../extension/src/commands/showComputed";
import { showReport } from "../../../extension/src/reports/panel";
import { hash, settle, Stage } from "../fakes/companion";
import { EventEmitter } from "../fakes/vscode";

const TAX = hash("/desk/tax.py");
const REPORT = {
  title: "Your flow",
  since: "2025-11-14T00:00:00.000Z",
  until: "2025-11-21T00:00:00.000Z",
  summary: [`It went on in file ${TAX}.`],
  sections: [],
  method: [],
};

const disposed = new EventEmitter<undefined>();
const said = new EventEmitter<unknown>();
const webview = { html: "", asWebviewUri: (uri: unknown) => uri, onDidReceiveMessage: said.event };
let made: unknown[][] = [];
let searches = 0;

Object.assign(vscode.window, {
  createWebviewPanel: (...options: unknown[]) => {
    made.push(options);
    const dispose = (): void => disposed.fire(undefined);
    return { webview, onDidDispose: disposed.event, reveal: () => undefined, dispose };
  },
});
Object.assign(vscode.workspace, {
  findFiles: () => {
    searches += 1;
    return Promise.resolve([vscode.Uri.file("/desk/tax.py")]);
  },
  asRelativePath: () => "tax.py",
});

function staged(report: object = REPORT): Stage {
  const stage = new Stage();
  stage.answers["undersong/report"] = () => report;
  Object.assign(stage.companion.parts.context, { extensionUri: vscode.Uri.file("/extension") });
  return stage;
}

beforeEach(() => {
  disposed.fire(undefined);
  webview.html = "";
  [made, searches] = [[], 0];
});

test("the last week is asked for, and files have names on the screen", async () => {
  const stage = staged();
  await showReport(stage.companion);
  assert.deepEqual(stage.asked, [["undersong/report", { since: "7d" }]]);
  assert.match(webview.html, /It went on in tax\.py\./);
  assert.ok(!webview.html.includes(TAX));
});

test("a report without files searches none", async () => {
  await showReport(staged({ ...REPORT, summary: ["Nothing was recorded."] }).companion);
  assert.equal(searches, 0);
});

test("the panel may read the bundle's folder alone", async () => {
  await showReport(staged().companion);
  const options = made[0]?.[3] as vscode.WebviewOptions;
  assert.deepEqual(
    options.localResourceRoots?.map(({ path }) => path),
    ["/extension/dist"],
  );
});

test("asking again makes the report anew in the same tab", async () => {
  const stage = staged();
  await showReport(stage.companion);
  await showReport(stage.companion);
  assert.equal(made.length, 1);
  assert.equal(stage.asked.length, 2);
});

test("a click on another range asks for it, and any other word of the page is left alone", async () => {
  const stage = staged();
  await showReport(stage.companion);
  for (const message of [{ since: "30d" }, { since: "9999d" }, null, "7d"]) {
    said.fire(message);
    await settle();
  }
  assert.deepEqual(stage.asked.at(-1), ["undersong/report", { since: "30d" }]);
  assert.equal(stage.asked.length, 2);
});

test("without a daemon no empty tab is left", async () => {
  const stage = staged();
  stage.isAttached = false;
  await assert.rejects(showReport(stage.companion));
  stage.isAttached = true;
  await showReport(stage.companion);
  assert.equal(made.length, 2);
});

test("two pages have two nonces", async () => {
  const stage = staged();
  await showReport(stage.companion);
  const first = webview.html;
  await showReport(stage.companion);
  assert.notEqual(webview.html, first);
});

test("what is computed opens at its section, and the report alone does not", async () => {
  const section = (id: string): object => ({
    id,
    title: id,
    words: "",
    spec: null,
    table: { columns: [], rows: [] },
  });
  const stage = staged({ ...REPORT, sections: [section("focus"), section("computed")] });
  const isFirst = (): boolean => webview.html.indexOf('id="computed"') < webview.html.indexOf('id="focus"');
  await showComputed.run(stage.companion);
  assert.ok(isFirst());
  await showReport(stage.companion);
  assert.ok(!isFirst());
});
