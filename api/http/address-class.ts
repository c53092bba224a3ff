// Where a request comes from, as the log tells it: never the address itself, which would be one more personal datum.
import { BlockList, isIP } from "node:net";
import type { AddressClass } from "../db/database.ts";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Private networks: RFC 1918, RFC 4193 and link-local. */
const internal = new BlockList();
internal.addSubnet("10.0.0.0", 8, "ipv4");
internal.addSubnet("172.16.0.0", 12, "ipv4");
internal.addSubnet("192.168.0.0", 16, "ipv4");
internal.addSubnet("169.254.0.0", 16, "ipv4");
internal.addSubnet("fc00::", 7, "ipv6");
internal.addSubnet("fe80::", 10, "ipv6");

/**
 * The class of an address as Express tells it (behind proxies, the one that TRUST_PROXY leads to). Null for what is no
 * address.
 */
export function addressClassOf(address: string | undefined): AddressClass | null {
  const bare = (address ?? "").replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  const version = isIP(bare);
  if (version === 0) return null;
  const family = version === 4 ? "ipv4" : "ipv6";
  if (loopback.check(bare, family)) return "this-machine";
  return internal.check(bare, family) ? "internal" : "external";
}
