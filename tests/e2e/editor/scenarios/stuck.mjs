/** Failing runs bring a nudge; it is answered; the report tells. */
export const claim =
  "a command that fails again and again brings a nudge, which is answered, and the report opens";
export const stage = { speed: 20 };

const BREAK =
  "\n\ndef test_a_kilogram_covers_what_is_needed():\n    assert can_cook(PANCAKES, stock_from_rows([])), 'no'\n";

export async function play({ workbench, workspace, text, terminal, toasts, shoot, report, code }, tell) {
  await workbench.open(code.url, workspace.folder);
  await workbench.waitForStatus(/Steady|Focused/);
  await workbench.openFile("tests/test_shopping.py");
  await text.press("Control+End");
  await text.type(BREAK, 5);
  await text.save();
  await terminal.open();
  tell("terminal ready");
  await terminal.run("pytest");
  tell("a test fails");
  for (let run = 1; run <= 3; run++) {
    await terminal.run("pytest");
    tell(`failed again, ${run}`);
  }
  const nudge = toasts.saying(/runs?|stuck/i);
  await nudge.waitFor({ timeout: 60_000 });
  await shoot("nudge");
  tell(`nudged: ${await nudge.locator(".notification-list-item-message").textContent()}`);
  await toasts.answer(/runs?|stuck/i, "Not now");
  tell("answered");

  await workbench.command("Undersong: Show Flow Report");
  await report.waitForCharts();
  await shoot("report");
  tell("report drawn");
}
