// How many event streams one person may keep open at once: each holds a connection and asks the database every two seconds.
import type { Response } from "express";
import { AppError } from "../errors.ts";
import type { Caller } from "./call.ts";

/** Several windows with a run or an import each, and room for those that a lost network has not closed yet. */
const streamsPerPerson = 12;
/** A stream that its reader has left is noticed at the next heartbeat. */
const heartbeatSeconds = 15;

export interface OpenStreams {
  /** Counts a stream until its answer is closed; throws 429 when the person has as many as allowed. */
  enter(caller: Caller, response: Response): void;
}

/** The counters live in this process, as do the streams. */
export function createOpenStreams(limit: number = streamsPerPerson): OpenStreams {
  const open = new Map<string, number>();
  return {
    enter({ municipalityCode, userId }, response) {
      const person = `${municipalityCode} ${userId}`;
      const count = open.get(person) ?? 0;
      if (count >= limit) {
        throw new AppError("request.too-many", {
          parameters: { seconds: heartbeatSeconds },
          retryAfterSeconds: heartbeatSeconds,
        });
      }
      open.set(person, count + 1);
      response.on("close", () => {
        const left = open.get(person)! - 1;
        if (left > 0) open.set(person, left);
        else open.delete(person);
      });
    },
  };
}
