import type { Stop } from "./clock";

/** A value that tells when it changes. */
export class Signal<T> {
  private readonly listeners = new Set<(value: T, before: T) => void>();

  constructor(private held: T) {}

  get value(): T {
    return this.held;
  }

  /** Replaces the value; the same value again tells nobody. */
  set(value: T): void {
    const before = this.held;
    if (Object.is(before, value)) {
      return;
    }
    this.held = value;
    for (const listener of [...this.listeners]) {
      listener(value, before);
    }
  }

  /** Replaces some fields of an object value; fields that stay the same tell nobody. */
  update(changes: Partial<T>): void {
    const isNew = (Object.keys(changes) as (keyof T)[]).some(
      (key) => !Object.is(this.held[key], changes[key]),
    );
    if (isNew) {
      this.set({ ...this.held, ...changes });
    }
  }

  /** Calls `listener` after each change. */
  onChange(listener: (value: T, before: T) => void): Stop {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  }
}
