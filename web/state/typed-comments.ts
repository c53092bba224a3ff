// Comments that are being written and not sent: kept for each thing and place they are about while other pages are shown.
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { openComments } from "./what-was-read.ts";

/** Where a comment is written. */
export interface CommentPlace {
  /** Of the plan or the tree that is talked about. */
  readonly name: string;
  /** The address that shows it again. */
  readonly path: string;
}

/** A text one writes, with a name where a place has several; or what is chosen beside it, which is nothing by itself. */
export interface TypedPart {
  readonly kind: "written" | "chosen";
  readonly name: string;
}

interface Typed {
  readonly text: string;
  readonly place: CommentPlace;
}

const keyOf = ({ path }: CommentPlace, { kind, name }: TypedPart) => [openComments, kind, path, name] as const;

/** What is typed there; null where nothing has been. */
export function typedTextOf(client: QueryClient, place: CommentPlace, part: TypedPart): string | null {
  return client.getQueryData<Typed>(keyOf(place, part))?.text ?? null;
}

/** Keeps a text in place of what was kept. */
export function keepTypedText(client: QueryClient, place: CommentPlace, part: TypedPart, text: string): void {
  const key = keyOf(place, part);
  const isFirst = client.getQueryData(key) === undefined;
  client.setQueryDefaults(key, { gcTime: Number.POSITIVE_INFINITY });
  client.setQueryData<Typed>(key, { text, place });
  if (!isFirst || part.kind === "chosen" || typeof addEventListener === "undefined") return;
  addEventListener("beforeunload", (event) => {
    if (client.getQueryData<Typed>(key)?.text.trim()) event.preventDefault();
  });
}

/** After it was sent: what was written in the meantime is the next one, and stays. */
export function forgetSentText(client: QueryClient, place: CommentPlace, part: TypedPart, sent: string): void {
  if (typedTextOf(client, place, part) === sent) keepTypedText(client, place, part, "");
}

/** The places where something is written and not sent, each once, in the order they were begun. */
export function typedComments(client: QueryClient): CommentPlace[] {
  const kept = client.getQueriesData<Typed>({ queryKey: [openComments, "written"] });
  const places = kept.flatMap(([, typed]) => (typed && typed.text.trim() !== "" ? [typed.place] : []));
  return [...new Map(places.map((place) => [place.path, place])).values()];
}

/** Everything that is written there, which may be about what is gone. */
export function throwAwayComments(client: QueryClient, { path }: CommentPlace): void {
  const queryKey = [openComments, "written", path];
  client.setQueriesData<Typed>({ queryKey }, (typed) => typed && { ...typed, text: "" });
}

/** What is typed in a field, kept at each letter; and what to call when a text has been sent. `first`: until it is typed. */
export function useTypedText(
  place: CommentPlace,
  part: TypedPart,
  first = "",
): [text: string, type: (text: string) => void, forget: (sent: string) => void] {
  const client = useQueryClient();
  const [text, setText] = useState(() => {
    // What was chosen beside a text that has been sent is nobody's choice any more.
    const isOfUse = part.kind === "written" || typedComments(client).some(({ path }) => path === place.path);
    return (isOfUse ? typedTextOf(client, place, part) : null) ?? first;
  });
  // A choice that was made for one is kept as one's own is: what is written is about it.
  const keepChoice = useEffectEvent(() => {
    if (part.kind === "chosen") keepTypedText(client, place, part, text);
  });
  const { path } = place;
  useEffect(() => {
    if (path !== "") keepChoice();
  }, [path]);
  return [
    text,
    (next) => {
      keepTypedText(client, place, part, next);
      setText(next);
    },
    (sent) => {
      forgetSentText(client, place, part, sent);
      setText((now) => (now === sent ? "" : now));
    },
  ];
}
