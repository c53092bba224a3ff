// Server-sent events: one open answer with numbered events, a heartbeat, and an end.
import type { Request, Response } from "express";

const heartbeatMilliseconds = 15_000;

export interface EventStream {
  /** Sends one event; false after the reader has left. */
  send(event: string, data: unknown): boolean;
  /** Sends the last event and ends the answer. */
  end(event: string, data: unknown): void;
  /** Called once when the reader leaves or the stream ends. */
  onClose(hear: () => void): void;
}

/**
 * Begins an event stream. Events are numbered on from `Last-Event-ID`, so a reader that reconnects sees rising numbers;
 * what it missed is not repeated: the sender begins with the present state instead.
 */
export function openEventStream(request: Request, response: Response): EventStream {
  response.status(200);
  response.setHeader("Content-Type", "text/event-stream; charset=utf-8");
  response.setHeader("Cache-Control", "no-store, no-transform");
  response.setHeader("X-Accel-Buffering", "no");
  response.flushHeaders();
  response.write("retry: 2000\n\n");
  let identifier = Number.parseInt(request.get("last-event-id") ?? "0", 10) || 0;
  const heartbeat = setInterval(() => response.write(": heartbeat\n\n"), heartbeatMilliseconds);
  heartbeat.unref();
  const hearers: (() => void)[] = [];
  response.on("close", () => {
    clearInterval(heartbeat);
    for (const hear of hearers.splice(0)) hear();
  });
  const send = (event: string, data: unknown): boolean => {
    if (response.writableEnded || response.destroyed) return false;
    identifier += 1;
    response.write(`id: ${identifier}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    return true;
  };
  return {
    send,
    end(event, data) {
      send(event, data);
      response.end();
    },
    onClose(hear) {
      if (response.destroyed) hear();
      else hearers.push(hear);
    },
  };
}
