// SHA-256 of an encoded problem, in plain integers, so that every host (also without a secure context) names it alike.

const roundConstants = firstPrimeRoots(64, 3);
const initialState = firstPrimeRoots(8, 2);

/**
 * SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits. The engine has its own because Node's and the browser's are
 * different functions, the browser's is asynchronous and absent outside a secure context, and a stored run must be
 * checkable with any standard program (`sha256sum problem.bin`). About 100 MB a second.
 */
export function problemHash(buffer: ArrayBuffer): string {
  const bytes = new Uint8Array(buffer);
  const state = Int32Array.from(initialState);
  const schedule = new Int32Array(64);
  const wholeBlocks = Math.floor(bytes.length / 64);
  for (let block = 0; block < wholeBlocks; block++) compress(state, schedule, bytes, block * 64);
  const rest = bytes.length - wholeBlocks * 64;
  const tail = new Uint8Array(rest < 56 ? 64 : 128);
  tail.set(bytes.subarray(wholeBlocks * 64));
  tail[rest] = 0x80;
  const view = new DataView(tail.buffer);
  view.setUint32(tail.length - 8, Math.floor(bytes.length / 0x20000000));
  view.setUint32(tail.length - 4, (bytes.length << 3) >>> 0);
  for (let start = 0; start < tail.length; start += 64) compress(state, schedule, tail, start);
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

function compress(state: Int32Array, schedule: Int32Array, bytes: Uint8Array, start: number): void {
  for (let i = 0; i < 16; i++) {
    const at = start + 4 * i;
    schedule[i] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  }
  for (let i = 16; i < 64; i++) {
    const early = schedule[i - 15]!;
    const late = schedule[i - 2]!;
    const sigma0 = rotateRight(early, 7) ^ rotateRight(early, 18) ^ (early >>> 3);
    const sigma1 = rotateRight(late, 17) ^ rotateRight(late, 19) ^ (late >>> 10);
    schedule[i] = (schedule[i - 16]! + sigma0 + schedule[i - 7]! + sigma1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i++) {
    const sum1 = rotateRight(e, 6) ^ rotateRight(e, 11) ^ rotateRight(e, 25);
    const choice = (e & f) ^ (~e & g);
    const first = (h + sum1 + choice + roundConstants[i]! + schedule[i]!) | 0;
    const sum0 = rotateRight(a, 2) ^ rotateRight(a, 13) ^ rotateRight(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + sum0 + majority) | 0;
  }
  state[0] = state[0]! + a;
  state[1] = state[1]! + b;
  state[2] = state[2]! + c;
  state[3] = state[3]! + d;
  state[4] = state[4]! + e;
  state[5] = state[5]! + f;
  state[6] = state[6]! + g;
  state[7] = state[7]! + h;
}

function rotateRight(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

/** The first 32 bits of the fractional parts of the square or cube roots of the first primes, by whole numbers only. */
function firstPrimeRoots(count: number, degree: 2 | 3): Int32Array {
  const roots = new Int32Array(count);
  let found = 0;
  for (let candidate = 2n; found < count; candidate++) {
    let prime = true;
    for (let divisor = 2n; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0n) prime = false;
    if (!prime) continue;
    const scaled = candidate << BigInt(32 * degree);
    let low = 0n;
    let high = 1n << 40n;
    while (high - low > 1n) {
      const middle = (low + high) >> 1n;
      if (middle ** BigInt(degree) <= scaled) low = middle;
      else high = middle;
    }
    roots[found++] = Number(BigInt.asIntN(32, low));
  }
  return roots;
}
