// What is kept is made once for all who ask, and a failure belongs to the one whose making failed.
import { describe, expect, it } from "vitest";
import { LatestKept } from "../../../api/profiles/latest-kept.ts";

describe("what takes long to make", () => {
  it("is made once for those who ask at the same time, and made anew when others have been used since", async () => {
    const kept = new LatestKept<number>(2);
    let made = 0;
    const make = async () => (made += 1);
    expect(await Promise.all([kept.get("a", make), kept.get("a", make)])).toEqual([1, 1]);
    await kept.get("b", make);
    expect(await kept.get("a", make)).toBe(1);
    await kept.get("c", make);
    expect(await kept.get("a", make)).toBe(1);
    expect(await kept.get("b", make)).toBe(4);
  });

  it("fails for the one whose making failed; those who waited make it themselves, once, and it is kept", async () => {
    const kept = new LatestKept<string>(2);
    const cancelled = Promise.withResolvers<string>();
    const first = kept.get("a", () => cancelled.promise);
    let tries = 0;
    const own = async () => {
      tries += 1;
      return "made";
    };
    const waiting = [kept.get("a", own), kept.get("a", own)];
    cancelled.reject(new Error("The first reader's transaction was cancelled."));
    await expect(first).rejects.toThrow("cancelled");
    expect(await Promise.all(waiting)).toEqual(["made", "made"]);
    expect(await kept.get("a", own)).toBe("made");
    expect(tries).toBe(1);
  });

  it("tells each of those who wait of their own failure, and tries anew next time", async () => {
    const kept = new LatestKept<string>(2);
    const failing = (words: string) => () => Promise.reject(new Error(words));
    const asked = await Promise.allSettled([kept.get("a", failing("one")), kept.get("a", failing("other"))]);
    expect(asked.map((one) => one.status === "rejected" && one.reason.message)).toEqual(["one", "other"]);
    expect(await kept.get("a", async () => "made")).toBe("made");
  });
});
