// A button that opens what is beside it: Escape and a click outside close it.
import { type RefObject, useEffect, useId, useRef, useState } from "react";

export interface Folding {
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
  readonly id: string;
  /** Of the element with both the button and what it opens. */
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly buttonProps: {
    readonly ref: RefObject<HTMLButtonElement | null>;
    readonly type: "button";
    readonly "aria-expanded": boolean;
    readonly "aria-controls": string;
    readonly onClick: () => void;
  };
}

/** Escape gives the focus back to the button. What is opened has the id told. */
export function useFolding(): Folding {
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  useEffect(() => {
    if (!open) return;
    const closeOutside = (event: PointerEvent) => {
      if (!frame.current?.contains(event.target as Node)) setOpen(false);
    };
    const closeByEscape = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener("pointerdown", closeOutside);
    document.addEventListener("keydown", closeByEscape);
    return () => {
      document.removeEventListener("pointerdown", closeOutside);
      document.removeEventListener("keydown", closeByEscape);
    };
  }, [open]);

  const onClick = () => setOpen(!open);
  return {
    open,
    setOpen,
    id,
    frame,
    buttonProps: { ref: button, type: "button", "aria-expanded": open, "aria-controls": id, onClick },
  };
}
