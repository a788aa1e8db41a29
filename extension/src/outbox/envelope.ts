import type { EventData, Kind, Origin, WireEvent } from "../protocol";
import type { Hash } from "./hash";
import { newUlid } from "./ulid";

/** The data of an event: plain, or made with the hash when some of it must be hashed. */
export type Data<K extends Kind> = EventData[K] | ((hash: Hash) => EventData[K]);

/** What an event may have besides its data. */
export interface Extras {
  /** The file that it is about; only its hash leaves this window. */
  readonly path?: string;
  readonly origin?: Origin;
  /** When it happened, if not now. */
  readonly time?: number | undefined;
}

/** An event that waits for the salt. It holds plain paths, so it lives in memory only. */
export interface Draft<K extends Kind = Kind> {
  readonly kind: K;
  readonly time: number;
  readonly monotonic: number;
  readonly source: string;
  readonly session: string;
  readonly seq: number;
  readonly path?: string | undefined;
  readonly origin?: Origin | undefined;
  readonly data: Data<K>;
}

/** An event as it lies on disk and travels: its id and its line of JSON. */
export interface Sealed {
  readonly id: string;
  readonly line: string;
}

/** Hashes what must be hashed and gives the event its id and time. */
export function seal(draft: Draft, hash: Hash): Sealed {
  const event = wireEvent(draft, hash);
  return { id: event.id, line: JSON.stringify(event) };
}

/** Returns the event as the schema has it. */
export function wireEvent<K extends Kind>(draft: Draft<K>, hash: Hash): WireEvent<K> {
  return {
    specversion: "1.0",
    id: newUlid(draft.time),
    source: draft.source,
    type: `dev.undersong.editor.${draft.kind}.v1`,
    time: new Date(draft.time).toISOString(),
    sessionid: draft.session,
    seq: draft.seq,
    // `getTimezoneOffset` counts the other way round; adding 0 keeps -0 out of UTC.
    utcoffset: 0 - new Date(draft.time).getTimezoneOffset(),
    monotonicms: draft.monotonic,
    ...(draft.path === undefined ? {} : { subject: hash(draft.path) }),
    ...(draft.origin === undefined ? {} : { origin: draft.origin }),
    data: typeof draft.data === "function" ? draft.data(hash) : draft.data,
  };
}
