import * as vscode from "vscode";
import { after, type Stop } from "../clock";
import type { Companion } from "../companion";
import { messageOf } from "../log";
import type { KeptAfter } from "../protocol";
import type { Offer } from "./offer";
import { keptShare } from "./share";
import { moved, type Stretch } from "./stretch";

/** When code that was taken is looked at again, besides at the next commit. */
const LOOKS: readonly (readonly [after: KeptAfter, ms: number])[] = [
  ["30s", 30_000],
  ["10min", 600_000],
];
/** More than these are not followed; the oldest goes. */
const MOST = 100;
/** What has less of the original left than this is other code, not a correction; its bounds are the schema's. */
const LEAST_SHARE = 0.3;
const LONGEST_CORRECTION = 400;

interface Taken {
  readonly offer: Offer;
  readonly document: vscode.TextDocument;
  readonly text: string;
  readonly timers: Stop[];
  stretch: Stretch;
  isCommitted: boolean;
  isOld: boolean;
}

/** Follows code that was taken and tells, in numbers, how much of it still stands later. */
export class Standing implements Stop {
  private taken: Taken[] = [];

  constructor(private readonly companion: Companion) {}

  /** Follows a text that was taken; one that is not found at its place any more is let go. */
  follow(offer: Offer, document: vscode.TextDocument, text: string): void {
    const start = document.offsetAt(new vscode.Position(offer.line, offer.prefix.length));
    const stretch = { start, end: start + lengthIn(document, text) };
    if (text.trim() === "" || textIn(document, stretch) !== text) {
      return;
    }
    const taken: Taken = { offer, document, text, stretch, timers: [], isCommitted: false, isOld: false };
    for (const [when, ms] of LOOKS) {
      taken.timers.push(after(this.companion.clock, ms, () => this.look(taken, when)));
    }
    this.taken.push(taken);
    this.taken.slice(0, -MOST).forEach((oldest) => this.letGo(oldest));
  }

  /** Moves what is followed along with an edit. */
  edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    for (const taken of this.taken.filter((each) => each.document === document)) {
      for (const { rangeOffset, rangeLength, text } of contentChanges) {
        taken.stretch = moved(taken.stretch, rangeOffset, rangeLength, text.length);
      }
    }
  }

  /** Looks at everything that a commit may hold: what is saved. */
  committed(): void {
    const saved = this.taken.filter(({ document, isCommitted }) => !document.isDirty && !isCommitted);
    for (const taken of saved) {
      taken.isCommitted = true;
      this.look(taken, "commit");
    }
  }

  /** A closed document may change unseen: nothing true can be said of it any more. */
  closed(document: vscode.TextDocument): void {
    this.taken.filter((each) => each.document === document).forEach((taken) => this.letGo(taken));
  }

  dispose(): void {
    this.taken.forEach((taken) => this.letGo(taken));
  }

  private look(taken: Taken, when: KeptAfter): void {
    const now = textIn(taken.document, taken.stretch);
    const share = Math.round(1000 * keptShare(taken.text, now)) / 1000;
    this.tell(
      this.companion.client.request("undersong/kept", { suggestion: taken.offer.id, after: when, share }),
    );
    if (when === "10min") {
      taken.isOld = true;
      this.learn(taken, now, share);
    }
    if (taken.isOld && taken.isCommitted) {
      this.letGo(taken);
    }
  }

  /** Hands over what the person made of it, where they let it be learned from. */
  private learn({ offer, text }: Taken, now: string, share: number): void {
    const isCorrection = now !== text && share >= LEAST_SHARE;
    const isShort = text.length <= LONGEST_CORRECTION && now.length <= LONGEST_CORRECTION;
    if (this.companion.settings.value.keepsCorrections && isCorrection && isShort) {
      const pair = { suggestion: offer.id, language: offer.language, original: text, corrected: now };
      this.tell(this.companion.client.request("undersong/corrected", pair));
    }
  }

  private tell(said: Promise<unknown>): void {
    said.catch((error: unknown) => {
      this.companion.log.debug(`What became of a suggestion was not told: ${messageOf(error)}`);
    });
  }

  private letGo(taken: Taken): void {
    vscode.Disposable.from(...taken.timers).dispose();
    this.taken = this.taken.filter((each) => each !== taken);
  }
}

/** Returns the text of a stretch with `\n` at line ends, as suggestions have it. */
function textIn(document: vscode.TextDocument, { start, end }: Stretch): string {
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  return document.getText(range).replaceAll("\r\n", "\n");
}

function lengthIn(document: vscode.TextDocument, text: string): number {
  const isLong = document.eol === vscode.EndOfLine.CRLF;
  return text.length + (isLong ? text.split("\n").length - 1 : 0);
}
