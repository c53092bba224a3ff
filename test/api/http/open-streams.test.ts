// One person's open streams are counted, closed ones are forgotten, and nobody else is held up.
import { EventEmitter } from "node:events";
import type { Response } from "express";
import { expect, it } from "vitest";
import { AppError } from "../../../api/errors.ts";
import type { Caller } from "../../../api/http/call.ts";
import { createOpenStreams } from "../../../api/http/open-streams.ts";

const person = (userId: string) => ({ municipalityCode: "9999", userId }) as Caller;
const answer = () => new EventEmitter() as unknown as Response;

it("lets one person open as many as allowed, and one more when one is closed", () => {
  const streams = createOpenStreams(2);
  const first = answer();
  streams.enter(person("a"), first);
  streams.enter(person("a"), answer());
  const refused = () => streams.enter(person("a"), answer());
  expect(refused).toThrow(AppError);
  expect(refused).toThrow(expect.objectContaining({ code: "request.too-many" }));
  streams.enter(person("b"), answer());
  first.emit("close");
  streams.enter(person("a"), answer());
  expect(refused).toThrow(AppError);
});
