// Whoever leaves a tablet half-way leaves answers behind: nobody has touched it for a while, and then nobody at all.

/** Before somebody is asked whether they are still there. */
const quietMs = 120_000;
/** Longer than the twenty seconds that WCAG 2.2.1 asks for, to answer with any press; as often as one likes. */
const warningSeconds = 40;

export interface UntouchedWatch {
  /** Told at once and then each second, with how many are left. */
  readonly onQuiet: (secondsLeft: number) => void;
  readonly onTouched: () => void;
  readonly onGone: () => void;
}

/**
 * Calls `onQuiet` when nobody has pressed or typed on `target` for two minutes and counts down, `onGone` when nobody has for
 * forty seconds more, and `onTouched` when somebody does, which begins it anew. Answers what ends the watch.
 */
export function watchUntouched(target: EventTarget, { onQuiet, onTouched, onGone }: UntouchedWatch): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const countDown = (secondsLeft: number) => {
    if (secondsLeft === 0) return onGone();
    timer = setTimeout(() => countDown(secondsLeft - 1), 1000);
    onQuiet(secondsLeft);
  };
  const begin = () => {
    timer = setTimeout(() => countDown(warningSeconds), quietMs);
  };
  const touched = () => {
    clearTimeout(timer);
    begin();
    onTouched();
  };
  // A click alone is what some aids send.
  const signs = ["pointerdown", "keydown", "click"] as const;
  for (const sign of signs) target.addEventListener(sign, touched);
  begin();
  return () => {
    clearTimeout(timer);
    for (const sign of signs) target.removeEventListener(sign, touched);
  };
}
