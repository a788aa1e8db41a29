import { after, type Clock, type Stop } from "../clock";
import type { AcceptedBy, OutcomeWord } from "../protocol";
import type { Offer } from "./offer";
import { type Edit, goOn, type Place, stepOf } from "./step";

/** Ghost text counts as shown when it stood unchanged so long. */
export const SHOWN_MS = 750;
/** Accepting a whole item changes the text first and runs its command then; machine time, for it is the editor's haste. */
const COMMAND_MS = 300;

/** What became of ghost text. */
export interface Became {
  readonly outcome: OutcomeWord;
  readonly visibleMs: number;
  readonly acceptedChars: number;
  /** How the last part of it was taken, where any was. */
  readonly by: AcceptedBy | undefined;
  /** What of it stands in the document now, typed or taken. */
  readonly text: string;
}

/** Hears what becomes of ghost text. */
export interface Witness {
  shown(offer: Offer): void;
  became(offer: Offer, became: Became): void;
}

/** What is left of an offer at the cursor, and what of that the editor closed behind it already. */
export interface Rest {
  readonly offer: Offer;
  readonly rest: string;
  readonly closers: string;
}

interface Current {
  readonly offer: Offer;
  readonly since: number;
  /** When all of it stood in the document. */
  until?: number;
  place: Place;
  acceptedChars: number;
  by?: AcceptedBy;
  isShown: boolean;
  timer?: Stop;
}

/** Follows one ghost text at a time from its offer to its outcome. The editor tells only of edits and commands. */
export class Tracker {
  private current: Current | undefined;
  /** What a person may have cycled to; which one is on screen the editor does not tell. */
  private others: readonly Offer[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly witness: Witness,
  ) {}

  /** What is left of the ghost text that may be on screen. */
  rest(): string | undefined {
    return this.current?.place.rest;
  }

  /** Takes a new ghost text with those behind it; the one before is settled. */
  offer(offer: Offer, others: readonly Offer[] = []): void {
    this.settle();
    this.others = others;
    this.current = this.begin(offer, this.clock.now());
    this.wait(this.current);
  }

  /** Returns the offer and its rest at this place, when all that was typed since belongs to it. */
  restAt(path: string, line: number, prefix: string): Rest | undefined {
    const { offer, place } = this.current ?? {};
    const isHere = offer?.path === path && place?.line === line && place.prefix === prefix;
    return isHere && place.rest !== "" ? { offer, rest: place.rest, closers: place.closers } : undefined;
  }

  /** Notes an edit: along the ghost text, along one that a person cycled to, or away from it. */
  edited(path: string, edit: Edit | undefined): void {
    const current = this.current;
    if (current?.offer.path !== path) {
      return;
    }
    const step = edit && stepOf(current.place, edit, current.offer.widget);
    if (!step) {
      if (!edit || !this.turnTo(current, edit)) {
        this.settle();
      }
      return;
    }
    current.place = goOn(current.place, step);
    if (step.by !== "hand") {
      current.acceptedChars += step.chars;
      current.by = step.by;
    }
    if (current.place.rest !== "") {
      this.wait(current);
    } else {
      this.waitForCommand(current);
    }
  }

  /** Notes that an item's command ran: it was accepted whole. */
  accepted(id: string): void {
    const current = this.current;
    const other = this.others.find((offer) => offer.id === id);
    if (current && other && current.offer.id !== id) {
      this.turn(current, other);
    }
    if (this.current?.offer.id === id) {
      this.current.acceptedChars = this.current.offer.text.length;
      this.current.by = "whole";
      this.settle("accepted");
    }
  }

  /** Notes that the person sent the ghost text away; returns it. */
  dismissed(): { offer: Offer; rest: string; prefix: string } | undefined {
    const current = this.current;
    this.settle("dismissed");
    return current && { offer: current.offer, rest: current.place.rest, prefix: current.place.prefix };
  }

  /** Settles the ghost text: taken in part, or ignored, where nothing else is known. */
  settle(outcome?: OutcomeWord): void {
    const current = this.current;
    if (!current) {
      return;
    }
    this.current = undefined;
    current.timer?.dispose();
    const became = outcome ?? usualOutcome(current);
    // Who takes or dismisses it has seen it, however short; what flew by unseen has no outcome.
    if (["accepted", "partly_accepted", "dismissed"].includes(became)) {
      this.show(current);
    }
    if (current.isShown) {
      const { offer, place, acceptedChars, by } = current;
      const visibleMs = (current.until ?? this.clock.now()) - current.since;
      const text = by === "whole" ? offer.text : offer.text.slice(0, offer.text.length - place.rest.length);
      this.witness.became(offer, { outcome: became, visibleMs, acceptedChars, by, text });
    }
  }

  /** All of it stands: the command of an accepted item, if there is one, comes within moments and knows better. */
  private waitForCommand(current: Current): void {
    current.until = this.clock.now();
    current.timer?.dispose();
    current.timer = after(this.clock, COMMAND_MS * this.clock.speed, () => this.settle());
  }

  /** The first thing that does not fit the ghost text may fit one that the person cycled to. */
  private turnTo(current: Current, edit: Edit): boolean {
    const other = this.others.find((offer) => stepOf(placeOf(offer), edit)?.by !== undefined);
    if (!other || current.offer === other || current.acceptedChars > 0) {
      return false;
    }
    this.turn(current, other);
    this.edited(other.path, edit);
    return true;
  }

  private turn(current: Current, other: Offer): void {
    const { since, offer } = current;
    this.settle();
    this.others = [offer, ...this.others].filter((each) => each !== other);
    this.current = this.begin(other, since);
  }

  private begin(offer: Offer, since: number): Current {
    return { offer, since, place: placeOf(offer), acceptedChars: 0, isShown: false };
  }

  private wait(current: Current): void {
    current.timer?.dispose();
    current.timer = after(this.clock, SHOWN_MS, () => this.show(current));
  }

  private show(current: Current): void {
    if (!current.isShown) {
      current.isShown = true;
      this.witness.shown(current.offer);
    }
  }
}

/** What became of it where no command and no key told. */
function usualOutcome({ place, acceptedChars }: Current): OutcomeWord {
  if (acceptedChars > 0) {
    return "partly_accepted";
  }
  return place.rest === "" ? "typed_through" : "ignored";
}

function placeOf({ line, prefix, text }: Offer): Place {
  return { line, prefix, rest: text, closers: "" };
}
