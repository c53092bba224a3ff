// Whether somebody is at the page: what the page asks for by itself does not keep a session from being idle.

const acts = ["click", "input", "keydown", "pointerdown", "pointermove", "wheel"] as const;

/** So long after an act a request is still its consequence; the service itself notes a session's use to within 20 s. */
const consequenceMs = 10_000;

/**
 * Listens for what a person does.
 * @param target where the acts are heard: the window.
 * @param nowMs a clock that only goes forward. The start counts as an act, since somebody has opened the page.
 * @returns whether somebody has done anything within the last ten seconds.
 */
export function hearPresence(target: EventTarget, nowMs: () => number): () => boolean {
  let lastActMs = nowMs();
  const note = () => {
    lastActMs = nowMs();
  };
  for (const act of acts) target.addEventListener(act, note, { capture: true, passive: true });
  return () => nowMs() - lastActMs <= consequenceMs;
}
