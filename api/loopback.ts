// The names of this machine itself.

const loopbackNames = new Set(["127.0.0.1", "::1", "[::1]", "localhost"]);

/** True for the names of this machine itself. */
export function isLoopbackName(name: string): boolean {
  return loopbackNames.has(name);
}
