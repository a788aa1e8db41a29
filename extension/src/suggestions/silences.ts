/** More than this are not remembered: a dismissal counts where the person works now. */
const MOST = 200;

/** Remembers the ghost text that was sent away, so that it does not come back at that place. */
export class Silences {
  private readonly prefixes = new Set<string>();
  private readonly wholes = new Set<string>();

  /** Sends away a ghost text: nothing is offered behind this prefix, and the same text not behind a longer one. */
  add(path: string, prefix: string, rest: string): void {
    remember(this.prefixes, `${path}\n${prefix}`);
    remember(this.wholes, `${path}\n${prefix}${rest}`);
  }

  /** Nothing is to be offered behind this prefix. */
  holdsPrefix(path: string, prefix: string): boolean {
    return this.prefixes.has(`${path}\n${prefix}`);
  }

  /** This ghost text was sent away, at this prefix or a shorter one. */
  holds(path: string, prefix: string, text: string): boolean {
    return this.wholes.has(`${path}\n${prefix}${text}`);
  }
}

function remember(set: Set<string>, key: string): void {
  set.delete(key);
  set.add(key);
  const oldest = set.values().next();
  if (set.size > MOST && oldest.done !== true) {
    set.delete(oldest.value);
  }
}
