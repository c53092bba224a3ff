// Where words about what is under the pointer lie: beside it, whole, and not under it.

interface Size {
  readonly width: number;
  readonly height: number;
}

const gapPx = 14;

/** Along one axis: after the pointer where there is room, otherwise before it, and in a room too small for both at its start. */
function along(at: number, length: number, room: number): number {
  const after = at + gapPx;
  if (after + length <= room) return after;
  return Math.max(0, Math.min(at - gapPx - length, room - length));
}

/** The upper left corner, in pixels of the room, of words of this size for a pointer that is here. */
export function besidePointer(pointer: { readonly x: number; readonly y: number }, words: Size, room: Size) {
  return { left: along(pointer.x, words.width, room.width), top: along(pointer.y, words.height, room.height) };
}
