// What each command of the drawing does, whether a key or a button gave it; and where the keys are heard.
import type { KeyboardEvent } from "react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PlanTeam } from "../../../api/contract/plans.ts";
import { bindingFor, type DrawCommand, placeOfDigit, type TypedDigit } from "../../drawing/keys.ts";
import { areaLockChange, inverseOf, type LockChange, type LockedThings, teamLockChange } from "../../drawing/locks.ts";
import type { Workbench } from "../../drawing/workbench.ts";
import { useChangePlanLocks } from "../../state/plan-locks.ts";
import { selectArea, selectionPort, useActiveArea } from "../../state/selection.ts";
import { letGoWords, previewSentence, teamWords } from "./draw-words.ts";

export interface DrawCommands {
  readonly run: (command: DrawCommand) => void;
  /** True when the key was a command. `near` is eight pixels in degrees on the map, and null beside it. */
  readonly onKey: (event: KeyboardEvent, near: number | null) => boolean;
  /** What a screen reader should hear now. */
  readonly announcement: string;
  readonly announce: (words: string) => void;
  /** Locks and opens as a step that can be undone, told by these words. */
  readonly changeLocks: (change: LockChange, words: string) => void;
  /** Why the last change of the locks was not kept. */
  readonly lockError: unknown;
  readonly helpShown: boolean;
  readonly showHelp: (shown: boolean) => void;
  /** While Alt is held the buttons show their keys. */
  readonly hintsShown: boolean;
  readonly singleKeys: boolean;
  readonly setSingleKeys: (used: boolean) => void;
}

const singleKeysKey = "single-keys";

/** A field one writes in keeps every key, an open dialog too. */
function isWrittenIn(target: EventTarget | null): boolean {
  const fields = "input:not([type=checkbox], [type=radio], [type=range]), textarea, dialog, [contenteditable]";
  return target instanceof Element && target.closest(fields) !== null;
}

/** A field one writes or chooses in keeps its own letters, arrows and Enter. */
function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, select, textarea, dialog, [contenteditable]") !== null;
}

export function useDrawCommands(
  bench: Workbench | null,
  planId: string,
  locks: LockedThings,
  teams: readonly PlanTeam[],
  movedName: string,
  more: {
    readonly onInspect: (area: number) => void;
    readonly onSearch: () => void;
    readonly onView: (act: "in" | "out" | "all") => void;
    readonly onFinding: (step: 1 | -1) => void;
  },
): DrawCommands {
  const { t } = useTranslation();
  const active = useActiveArea();
  const [announcement, announce] = useState("");
  const [helpShown, showHelp] = useState(false);
  const [hintsShown, setHintsShown] = useState(false);
  const lockSaving = useChangePlanLocks(planId);
  const [singleKeys, setSingle] = useState(() => localStorage.getItem(singleKeysKey) !== "off");

  const sayPreview = () => bench && announce(previewSentence(t, bench, teams, movedName));
  const takeAt = (area: number, near: number) => {
    if (!bench) return;
    const at = bench.field.labelPoints[area]!;
    const { press } = bench.tool;
    if (press === "look") return more.onInspect(area);
    if (press === "move") return;
    if (bench.isPressed) {
      bench.lift();
      sayPreview();
      return;
    }
    bench.press(at, near, false);
    // The brush and the eraser take where they stand; a shape and a push go on until Enter comes again.
    const goesOn = press === "span" || bench.settings.toolId === "push";
    if (!goesOn) bench.lift();
    if (goesOn) announce(t("draw.pressed"));
    else sayPreview();
  };
  const changeLocks = (change: LockChange, words: string) => {
    const { mutate } = lockSaving;
    mutate(change);
    bench?.draft.note(words, { undo: () => mutate(inverseOf(change)), redo: () => mutate(change) });
    announce(words);
  };
  const lockedOf = () => {
    const areas = selectionPort.areas();
    return areas.length > 0 ? areas : active === null ? [] : [active];
  };

  const run = (command: DrawCommand, near = 0) => {
    if (!bench) return;
    const { settings } = bench;
    switch (command.kind) {
      case "tool":
        bench.choose({ toolId: command.tool });
        return announce([t(`draw.tool.${command.tool}`), ...letGoWords(t, bench)].join(". "));
      case "team": {
        if (command.place >= teams.length) return;
        bench.choose({ target: command.place });
        return announce(
          previewSentence(t, bench, teams, movedName) ||
            t("draw.chosenTeam", { team: teamWords(t, teams, command.place) }),
        );
      }
      case "take":
        return active === null ? undefined : takeAt(active, near);
      case "toggle":
        if (active !== null) selectArea(active, true);
        return sayPreview() ?? undefined;
      case "approve": {
        const { areas } = bench.moving;
        const { target } = settings;
        if (target === null || areas.length === 0) return announce(t("draw.nothingToApprove"));
        const team = teams[target];
        bench.approve(
          team
            ? t("move.comment", { count: areas.length, team: team.name })
            : t("move.commentNone", { count: areas.length }),
        );
        return announce(t("draw.approved", { count: areas.length, team: teamWords(t, teams, target) }));
      }
      case "cancel":
        if (bench.isPressed) bench.abort();
        else bench.cancel();
        return announce(t("draw.cancelled"));
      case "undo":
      case "redo": {
        if (command.kind === "undo" ? bench.undoSelection() : bench.redoSelection())
          return announce(previewSentence(t, bench, teams, movedName) || t("draw.nothingSelected"));
        const words = command.kind === "undo" ? bench.draft.undoWords : bench.draft.redoWords;
        if (words === null) return announce(t(`draw.nothingTo.${command.kind}`));
        bench[command.kind](t(`draw.did.${command.kind}`, { words }));
        return announce(t(`draw.did.${command.kind}`, { words }));
      }
      case "smallerBrush":
      case "largerBrush": {
        const step = settings.brushSize >= 20 ? 10 : settings.brushSize >= 5 ? 5 : 1;
        bench.choose({ brushSize: settings.brushSize + (command.kind === "largerBrush" ? step : -step) });
        return announce(t("draw.brushOf", { count: bench.settings.brushSize }));
      }
      case "takeFrom": {
        const order = ["all", -1, ...teams.keys()] as const;
        const next = order[(order.indexOf(settings.takeFrom) + 1) % order.length]!;
        bench.choose({ takeFrom: next });
        return announce(
          next === "all" ? t("draw.takeFromAll") : t("draw.takeFromOne", { team: teamWords(t, teams, next) }),
        );
      }
      case "enclosed":
        bench.add(bench.enclosedIn(bench.draft.shown));
        return sayPreview() ?? undefined;
      case "lockAreas": {
        const areas = lockedOf();
        if (areas.length === 0) return;
        const change = areaLockChange(
          locks,
          areas.map((area) => bench.field.codes[area]!),
        );
        const isLocking = change.locks.areaCodes.length > 0;
        const count = isLocking ? change.locks.areaCodes.length : areas.length;
        return changeLocks(change, t(isLocking ? "draw.locks.areasLocked" : "draw.locks.areasOpened", { count }));
      }
      case "lockTeam": {
        const team = teams[command.place ?? settings.target ?? -1];
        if (!team) return;
        const change = teamLockChange(locks, team.teamId);
        const isLocking = change.locks.teamIds.length > 0;
        return changeLocks(change, t(isLocking ? "draw.locks.teamLocked" : "draw.locks.opened", { what: team.name }));
      }
      case "nextFinding":
        return more.onFinding(1);
      case "previousFinding":
        return more.onFinding(-1);
      case "search":
        return more.onSearch();
      case "zoomIn":
        return more.onView("in");
      case "zoomOut":
        return more.onView("out");
      case "showAll":
        return more.onView("all");
      case "help":
        return showHelp(true);
    }
  };

  const typed = useRef<TypedDigit | null>(null);
  const teamOfDigit = (digit: number, atMs: number): DrawCommand => {
    const place = placeOfDigit({ digit, atMs }, typed.current, teams.length);
    typed.current = place < digit ? { digit, atMs } : null;
    return { kind: "team", place };
  };

  const onKey = (event: KeyboardEvent, near: number | null): boolean => {
    if (!bench || isField(event.target)) return false;
    const binding = bindingFor(event);
    if (!binding) return false;
    // Beside the map Enter and the space bar press the button that has the focus.
    if (near === null && (binding.id === "take" || binding.id === "toggle")) return false;
    const isSingle = binding.keys.some((key) => key.length === 1) && !binding.ctrl;
    if (isSingle && !singleKeys && binding.id !== "toggle" && binding.id !== "help") return false;
    const command = binding.command(event.key);
    run(command.kind === "team" ? teamOfDigit(Number(event.key), event.timeStamp) : command, near ?? 0);
    return true;
  };

  const onWindowKey = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (event.key === "Alt") {
      if (!bench) return;
      setHintsShown(event.type === "keydown");
      event.preventDefault();
    } else if (event.type === "keydown" && !event.defaultPrevented && bench && !isWrittenIn(event.target)) {
      const binding = bindingFor(event);
      if (!binding?.everywhere) return;
      event.preventDefault();
      run(binding.command(event.key));
    }
  });
  useEffect(() => {
    const hear = (event: globalThis.KeyboardEvent) => onWindowKey(event);
    const hide = () => setHintsShown(false);
    window.addEventListener("keydown", hear);
    window.addEventListener("keyup", hear);
    window.addEventListener("blur", hide);
    return () => {
      window.removeEventListener("keydown", hear);
      window.removeEventListener("keyup", hear);
      window.removeEventListener("blur", hide);
    };
  }, []);

  return {
    run,
    onKey,
    announcement,
    announce,
    changeLocks,
    lockError: lockSaving.error,
    helpShown,
    showHelp,
    hintsShown,
    singleKeys,
    setSingleKeys: (used) => {
      localStorage.setItem(singleKeysKey, used ? "on" : "off");
      setSingle(used);
    },
  };
}
