// The shape of the signatures in a SAML message: how many, where, over what and with which algorithms. The library checks the rest.
import { LoginRefused } from "./login-refusal.ts";
import {
  attributeOf,
  childrenNamed,
  descendantsOf,
  elementsOf,
  isNamed,
  onlyChild,
  type XmlElement,
} from "./saml-document.ts";

const exclusiveCanonicalisation = "http://www.w3.org/2001/10/xml-exc-c14n#";
const envelopedSignature = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
/** SHA-1 and shared secrets are not among them. */
const signatureMethods = new Set([
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
]);
const digestMethods = new Set(["http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2001/04/xmlenc#sha512"]);

/**
 * Refuses a message whose signatures lie anywhere but directly under `signable` elements, cover anything but the
 * element they lie in, or use anything but the algorithms above; and one where two elements have the same ID.
 */
export function requirePlainSignatures(root: XmlElement, signable: readonly XmlElement[]): void {
  const all = [...descendantsOf(root)];
  requireDistinctIds(all);
  for (const signature of all.filter((element) => isNamed(element, "signature", "Signature"))) {
    const signed = signable.find((element) => element === signature.parentNode);
    if (signed === undefined) throw new LoginRefused("structure");
    requirePlainSignature(signature, signed);
  }
}

/** Whether the element carries a signature of its own; two are refused. */
export function isSigned(element: XmlElement): boolean {
  return onlyChild(element, "signature", "Signature") !== null;
}

function requireDistinctIds(elements: readonly XmlElement[]): void {
  const seen = new Set<string>();
  for (const element of elements) {
    for (const name of ["ID", "Id", "id", "xml:id"]) {
      const value = attributeOf(element, name);
      if (value === null) continue;
      if (seen.has(value)) throw new LoginRefused("structure");
      seen.add(value);
    }
  }
}

function requirePlainSignature(signature: XmlElement, signed: XmlElement): void {
  const information = only(signature, "SignedInfo");
  const reference = only(information, "Reference");
  const allowed = new Set(["SignedInfo", "SignatureValue", "KeyInfo"]);
  if (elementsOf(signature).some(({ localName }) => !allowed.has(localName))) throw new LoginRefused("structure");
  const id = attributeOf(signed, "ID");
  if (id === null || attributeOf(reference, "URI") !== `#${id}`) throw new LoginRefused("structure");
  requireOneOf(only(signature, "SignedInfo", "SignatureMethod"), signatureMethods);
  requireOneOf(only(reference, "DigestMethod"), digestMethods);
  requireOneOf(only(information, "CanonicalizationMethod"), new Set([exclusiveCanonicalisation]));
  const transforms = childrenNamed(only(reference, "Transforms"), "signature", "Transform");
  const algorithms = transforms.map((transform) => attributeOf(transform, "Algorithm"));
  if (algorithms.join(" ") !== `${envelopedSignature} ${exclusiveCanonicalisation}`)
    throw new LoginRefused("algorithm");
}

function only(parent: XmlElement, ...path: readonly string[]): XmlElement {
  return path.reduce((element, name) => {
    const child = onlyChild(element, "signature", name);
    if (child === null) throw new LoginRefused("structure");
    return child;
  }, parent);
}

function requireOneOf(element: XmlElement, algorithms: ReadonlySet<string>): void {
  if (!algorithms.has(attributeOf(element, "Algorithm") ?? "")) throw new LoginRefused("algorithm");
}
