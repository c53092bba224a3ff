// Follows one of the service's event streams: `progress` while it works, then one `end`.
import { useEffect, useEffectEvent } from "react";

/**
 * Opens the stream while `address` is not null and closes it at `end`. The browser connects again by itself after a
 * break in the network; `onBroken` is called when the service refuses (the state is then read by an ordinary request).
 */
export function useServerEvents<Progress, End>(
  address: string | null,
  handlers: {
    readonly onProgress: (progress: Progress) => void;
    readonly onEnd: (end: End) => void;
    readonly onBroken: () => void;
  },
): void {
  const onProgress = useEffectEvent(handlers.onProgress);
  const onEnd = useEffectEvent(handlers.onEnd);
  const onBroken = useEffectEvent(handlers.onBroken);
  useEffect(() => {
    if (address === null) return;
    const source = new EventSource(address);
    source.addEventListener("progress", (event) => onProgress(JSON.parse((event as MessageEvent<string>).data)));
    source.addEventListener("end", (event) => {
      source.close();
      onEnd(JSON.parse((event as MessageEvent<string>).data));
    });
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) onBroken();
    };
    return () => source.close();
  }, [address]);
}
