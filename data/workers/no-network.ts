// Closes the network to the process or thread that imports this: no file that is read there can make the service ask anybody anything.
import childProcess from "node:child_process";
import { Socket as DatagramSocket } from "node:dgram";
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import { Socket } from "node:net";

/** What stands in for every way out; the file that was being read is then refused as one that broke its parser. */
function refuse(): never {
  throw new Error("A file that is read may not reach the network.");
}

function close(owner: object, names: RegExp): void {
  for (const name of Object.getOwnPropertyNames(owner)) {
    if (names.test(name)) (owner as Record<string, unknown>)[name] = refuse;
  }
}

// http, https, tls and fetch all connect
// through net.Socket; a program that was started would have a network of its own.
close(Socket.prototype, /^connect$/);
close(DatagramSocket.prototype, /^(connect|send)$/);
close(childProcess, /^(exec|fork|spawn)/);
for (const asked of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
  close(asked, /^(lookup|resolve|reverse)/);
}
syncBuiltinESMExports();
