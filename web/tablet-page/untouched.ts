// Whoever leaves a tablet half-way leaves answers behind: nobody has touched it for a while, and then nobody at all.

/** Before somebody is asked whether they are still there. */
const quietMs = 120_000;
/** Longer than the twenty seconds that WCAG 2.2.1 asks for, to answer with any press. */
const warningMs = 40_000;

/**
 * Calls `onQuiet` when nobody has pressed or typed on `target` for two minutes, `onGone` when nobody has for forty seconds
 * more, and `onTouched` when somebody does. Answers what ends the watch.
 */
export function watchUntouched(
  target: EventTarget,
  { onQuiet, onTouched, onGone }: Readonly<Record<"onQuiet" | "onTouched" | "onGone", () => void>>,
): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const begin = () => {
    timer = setTimeout(() => {
      timer = setTimeout(onGone, warningMs);
      onQuiet();
    }, quietMs);
  };
  const touched = () => {
    clearTimeout(timer);
    begin();
    onTouched();
  };
  const signs = ["pointerdown", "keydown"] as const;
  for (const sign of signs) target.addEventListener(sign, touched);
  begin();
  return () => {
    clearTimeout(timer);
    for (const sign of signs) target.removeEventListener(sign, touched);
  };
}
