// The secret that tests protect with: the one that the design's test vectors are made with.
import { createHash } from "node:crypto";
import { keyedHashOf } from "../../api/protection/installation-key.ts";

const testKey = createHash("sha256").update("test-key").digest();
export const testKeyedHash = keyedHashOf(testKey);
