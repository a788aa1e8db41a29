import { after, type Clock, type Stop } from "../clock";
import type { OutcomeWord } from "../protocol";
import type { Offer } from "./offer";

/** Ghost text counts as shown when it stood unchanged so long. */
export const SHOWN_MS = 750;
/** Accepting a whole item changes the text first and runs its command then; a part accepted runs none. */
const COMMAND_MS = 300;

/** Hears what becomes of ghost text. */
export interface Witness {
  shown(offer: Offer): void;
  became(offer: Offer, outcome: OutcomeWord, visibleMs: number, acceptedChars: number): void;
}

interface Current {
  readonly offer: Offer;
  readonly since: number;
  /** What is not inserted yet. */
  rest: string;
  prefix: string;
  acceptedChars: number;
  isShown: boolean;
  timer?: Stop;
}

/** Follows one ghost text at a time from its offer to its outcome. The editor tells only of edits and commands. */
export class Tracker {
  private current: Current | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly witness: Witness,
  ) {}

  /** What is left of the ghost text that may be on screen. */
  rest(): string | undefined {
    return this.current?.rest;
  }

  /** Takes a new ghost text; the one before is settled. */
  offer(offer: Offer): void {
    this.settle();
    this.current = {
      offer,
      since: this.clock.now(),
      rest: offer.text,
      prefix: offer.prefix,
      acceptedChars: 0,
      isShown: false,
    };
    this.wait(this.current);
  }

  /** Returns the offer and its rest at this place, when all that was typed since belongs to it. */
  restAt(path: string, line: number, prefix: string): { offer: Offer; rest: string } | undefined {
    const current = this.current;
    const isHere = current?.offer.path === path && current.offer.line === line && current.prefix === prefix;
    return isHere && current.rest !== "" ? { offer: current.offer, rest: current.rest } : undefined;
  }

  /** Notes an insertion right behind the prefix: typed, or accepted by word or line when it is longer than a key. */
  inserted(path: string, text: string): void {
    const current = this.current;
    if (current?.offer.path !== path) {
      return;
    }
    if (!current.rest.startsWith(text) || text === "") {
      this.settle();
      return;
    }
    current.rest = current.rest.slice(text.length);
    current.prefix += text;
    current.acceptedChars += text.length > 1 ? text.length : 0;
    if (current.rest !== "") {
      this.wait(current);
    } else if (text.length > 1) {
      // The command, if there is one, comes within moments and knows better.
      current.timer?.dispose();
      current.timer = after(this.clock, COMMAND_MS, () => this.settle());
    } else {
      this.settle(current.acceptedChars > 0 ? "partly_accepted" : "typed_through");
    }
  }

  /** Notes that the item's command ran: it was accepted whole. */
  accepted(id: string): void {
    if (this.current?.offer.id === id) {
      this.current.acceptedChars = this.current.offer.text.length;
      this.settle("accepted");
    }
  }

  /** Notes that the person sent the ghost text away; returns it. */
  dismissed(): { offer: Offer; rest: string; prefix: string } | undefined {
    const current = this.current;
    this.settle("dismissed");
    return current && { offer: current.offer, rest: current.rest, prefix: current.prefix };
  }

  /** Settles the ghost text: taken in part, or ignored, where nothing else is known. */
  settle(outcome?: OutcomeWord): void {
    const current = this.current;
    if (!current) {
      return;
    }
    this.current = undefined;
    current.timer?.dispose();
    const became = outcome ?? (current.acceptedChars > 0 ? "partly_accepted" : "ignored");
    // Who takes or dismisses it has seen it, however short; what flew by unseen has no outcome.
    if (["accepted", "partly_accepted", "dismissed"].includes(became)) {
      this.show(current);
    }
    if (current.isShown) {
      this.witness.became(current.offer, became, this.clock.now() - current.since, current.acceptedChars);
    }
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
