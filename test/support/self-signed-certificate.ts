// A key pair with a self-signed certificate, made when a test needs one, so that no key lies in the repository.
import { createSign, generateKeyPairSync, type KeyObject } from "node:crypto";

export interface CertifiedKey {
  readonly privateKey: KeyObject;
  readonly privateKeyPem: string;
  readonly certificatePem: string;
}

/** RSA with SHA-256, valid for a day. */
export function makeCertifiedKey(commonName: string, modulusLength = 2048): CertifiedKey {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength });
  const name = sequence(set(sequence(objectIdentifier([0x55, 0x04, 0x03]), tagged(0x0c, Buffer.from(commonName)))));
  const algorithm = sequence(
    objectIdentifier([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b]),
    Buffer.from([0x05, 0x00]),
  );
  const now = Date.now();
  const content = sequence(
    tagged(0x02, Buffer.from([1])),
    algorithm,
    name,
    sequence(time(now - 3_600_000), time(now + 86_400_000)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = createSign("RSA-SHA256").update(content).sign(privateKey);
  const certificate = sequence(content, algorithm, tagged(0x03, Buffer.concat([Buffer.from([0]), signature])));
  return {
    privateKey,
    privateKeyPem: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    certificatePem: `-----BEGIN CERTIFICATE-----\n${certificate
      .toString("base64")
      .match(/.{1,64}/g)!
      .join("\n")}\n-----END CERTIFICATE-----\n`,
  };
}

function tagged(tag: number, content: Uint8Array): Buffer {
  const { length } = content;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}

const sequence = (...parts: Uint8Array[]) => tagged(0x30, Buffer.concat(parts));
const set = (...parts: Uint8Array[]) => tagged(0x31, Buffer.concat(parts));
const objectIdentifier = (bytes: readonly number[]) => tagged(0x06, Buffer.from(bytes));

/** UTCTime: yymmddhhmmssZ. */
function time(milliseconds: number): Buffer {
  const text = new Date(milliseconds).toISOString().replace(/[-:T]|\.\d+/g, "");
  return tagged(0x17, Buffer.from(text.slice(2)));
}
