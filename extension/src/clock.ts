/** Time as something that is handed in. */
export interface Clock {
  /** How many times faster than life this clock runs. */
  readonly speed: number;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds since some moment; never runs backwards. */
  monotonic(): number;
}

/** Stops a timer; the shape of VS Code's `Disposable`. */
export interface Stop {
  dispose(): void;
}

/** Returns the clock that `UNDERSONG_CLOCK` names: unset is the machine's, `scaled:<origin ms>:<speed>` runs faster. */
export function clockFromEnvironment(wish: string | undefined = process.env["UNDERSONG_CLOCK"]): Clock {
  const scaled = /^scaled:(\d+):(\d+(?:\.\d+)?)$/.exec(wish ?? "");
  const speed = Number(scaled?.[2] ?? 1);
  if (!scaled || speed <= 0) {
    // `held:` belongs to recordings, which have no window.
    return { speed: 1, now: Date.now, monotonic };
  }
  const origin = Number(scaled[1]);
  return {
    speed,
    now: () => origin + Math.floor((Date.now() - origin) * speed),
    monotonic: () => Math.floor(monotonic() * speed),
  };
}

/** Calls `run` every `ms` of the clock's time. */
export function every(clock: Clock, ms: number, run: () => void): Stop {
  const timer = setInterval(run, ms / clock.speed);
  return { dispose: () => clearInterval(timer) };
}

/** Calls `run` once after `ms` of the clock's time. */
export function after(clock: Clock, ms: number, run: () => void): Stop {
  const timer = setTimeout(run, ms / clock.speed);
  return { dispose: () => clearTimeout(timer) };
}

function monotonic(): number {
  return Number(process.hrtime.bigint() / 1_000_000n);
}
