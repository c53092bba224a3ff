// A SAML message as a document: read without anything that can make two readers see different things.
import { parseDomFromString } from "@node-saml/node-saml/lib/xml.js";
import { LoginRefused } from "./login-refusal.ts";

/** The little of the document object model that is used here. */
export interface XmlElement {
  readonly nodeType: number;
  readonly localName: string;
  readonly namespaceURI: string | null;
  readonly parentNode: XmlElement | null;
  readonly childNodes: ArrayLike<XmlElement>;
  readonly textContent: string | null;
  hasAttribute(name: string): boolean;
  getAttribute(name: string): string | null;
}

const namespaces = {
  protocol: "urn:oasis:names:tc:SAML:2.0:protocol",
  assertion: "urn:oasis:names:tc:SAML:2.0:assertion",
  signature: "http://www.w3.org/2000/09/xmldsig#",
} as const;
type NamespaceName = keyof typeof namespaces;

/** Longest message taken, in characters; real ones are 5–20 thousand. */
export const longestMessage = 200_000;

const elementNode = 1;

/** Base64 as bindings write it → text. */
export function decodeMessage(encoded: unknown): string {
  if (typeof encoded !== "string" || encoded.length > longestMessage * 1.4) throw new LoginRefused("structure");
  const compact = encoded.replace(/[\r\n\t ]/g, "");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) throw new LoginRefused("structure");
  return decodeText(Buffer.from(compact, "base64"));
}

/** Bytes as strict UTF-8. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new LoginRefused("structure");
  }
}

/**
 * The root of the message. Comments, processing instructions, CDATA, document types and entities are refused before
 * anything is parsed: the signature library writes some of them as text where the reader of values leaves them out, so
 * that a signed name could be made to read as another.
 */
export async function parseMessage(text: string): Promise<XmlElement> {
  const body = text.replace(/^\uFEFF?<\?xml\s[^?<>]{0,100}\?>/, "");
  if (body.includes("<!") || body.includes("<?") || text.length > longestMessage) throw new LoginRefused("structure");
  try {
    const document = (await parseDomFromString(text)) as unknown as { documentElement: XmlElement };
    return document.documentElement;
  } catch {
    throw new LoginRefused("structure");
  }
}

/** The children that are elements. */
export function elementsOf(parent: XmlElement): XmlElement[] {
  return Array.from(parent.childNodes).filter((node) => node.nodeType === elementNode);
}

export function childrenNamed(parent: XmlElement, namespace: NamespaceName, name: string): XmlElement[] {
  return elementsOf(parent).filter((child) => isNamed(child, namespace, name));
}

/** The only child of that name; null where there is none. Two are refused. */
export function onlyChild(parent: XmlElement, namespace: NamespaceName, name: string): XmlElement | null {
  const [first, second] = childrenNamed(parent, namespace, name);
  if (second !== undefined) throw new LoginRefused("structure");
  return first ?? null;
}

export function isNamed(element: XmlElement, namespace: NamespaceName, name: string): boolean {
  return element.localName === name && element.namespaceURI === namespaces[namespace];
}

/** The element and everything in it, in document order. */
export function* descendantsOf(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of elementsOf(element)) yield* descendantsOf(child);
}

/** Text of an element that holds nothing but text; null where the element is missing or empty. */
export function textOf(element: XmlElement | null): string | null {
  if (element === null) return null;
  if (elementsOf(element).length > 0) throw new LoginRefused("structure");
  return element.textContent?.trim() || null;
}

/** An attribute's value; null where it is missing. */
export function attributeOf(element: XmlElement | null, name: string): string | null {
  return element?.hasAttribute(name) ? element.getAttribute(name) : null;
}
