// From where a request comes, by class and never by address.
import { expect, it } from "vitest";
import { addressClassOf } from "../../../api/http/address-class.ts";

it.each([
  ["127.0.0.1", "this-machine"],
  ["127.9.9.9", "this-machine"],
  ["::1", "this-machine"],
  ["::ffff:127.0.0.1", "this-machine"],
  ["10.1.2.3", "internal"],
  ["172.16.0.1", "internal"],
  ["172.32.0.1", "external"],
  ["192.168.1.1", "internal"],
  ["::ffff:192.168.1.1", "internal"],
  ["fd00::1", "internal"],
  ["fe80::1%eth0", "internal"],
  ["193.10.20.30", "external"],
  ["2001:db8::1", "external"],
  ["", null],
  ["unknown", null],
  [undefined, null],
])("%s is %s", (address, expected) => {
  expect(addressClassOf(address)).toBe(expected);
});
