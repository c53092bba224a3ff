// Keys and certificates as the environment holds them: PEM with real line breaks or written as \n, or base64 alone.
import { createPrivateKey, X509Certificate } from "node:crypto";
import type { Sentence } from "../contract/primitives.ts";

const fewestModulusBits = 2048;

/** PEM in lines of 64 characters. */
export function pemOf(text: string, label: "CERTIFICATE" | "PRIVATE KEY"): string {
  const lines = text.replaceAll("\\n", "\n").replaceAll("\r", "");
  const [, found, body] = /-----BEGIN ([A-Z ]+)-----([\s\S]*?)-----END \1-----/.exec(lines) ?? [null, label, lines];
  const base64 = body!.replace(/\s/g, "");
  return `-----BEGIN ${found}-----\n${(base64.match(/.{1,64}/g) ?? []).join("\n")}\n-----END ${found}-----\n`;
}

/** Every certificate of the text: the provider may have two while it changes keys. */
export function certificatesIn(text: string): readonly string[] {
  const blocks = text.replaceAll("\\n", "\n").match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g);
  return (blocks ?? [text]).map((block) => pemOf(block, "CERTIFICATE"));
}

/** What is wrong with the certificates of a setting; null when nothing is. */
export function certificateProblem(text: string): Sentence | null {
  try {
    const keys = certificatesIn(text).map((pem) => new X509Certificate(pem).publicKey);
    const isStrong = keys.every(
      (key) => key.asymmetricKeyType === "rsa" && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= fewestModulusBits,
    );
    if (isStrong) return null;
    return { sv: "ska ha en RSA-nyckel på minst 2048 bitar", en: "must have an RSA key of at least 2048 bits" };
  } catch {
    return { sv: "ska vara ett certifikat (PEM eller base64)", en: "must be a certificate (PEM or base64)" };
  }
}

/** Whether the private key belongs to the certificate; false also where it is no key. */
export function isCertificateOfKey(certificate: string, privateKey: string): boolean {
  try {
    const [pem] = certificatesIn(certificate);
    return new X509Certificate(pem!).checkPrivateKey(createPrivateKey(pemOf(privateKey, "PRIVATE KEY")));
  } catch {
    return false;
  }
}
