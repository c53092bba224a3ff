// The headers that tell a browser what this service's pages may do: nothing but what they need.
import type { RequestHandler } from "express";
import helmet from "helmet";
import type { Config } from "../config.ts";

/** What the page does not use, and what a part of it that was tampered with must not get either. */
const unusedFeatures = [
  "accelerometer",
  "autoplay",
  "camera",
  "display-capture",
  "encrypted-media",
  "geolocation",
  "gyroscope",
  "hid",
  "idle-detection",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "publickey-credentials-create",
  "publickey-credentials-get",
  "screen-wake-lock",
  "serial",
  "usb",
  "xr-spatial-tracking",
];
const permissionsPolicy = unusedFeatures.map((feature) => `${feature}=()`).join(", ");

/**
 * Strict content policy (no inline script or style, nothing from elsewhere), no framing, no referrer, and nothing kept by
 * caches unless a route says otherwise. Over https also Strict-Transport-Security for a year.
 */
export function securityHeaders(config: Pick<Config, "publicUrl">): RequestHandler[] {
  const overHttps = config.publicUrl?.startsWith("https:") ?? false;
  const standard = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: contentPolicy(overHttps) },
    strictTransportSecurity: overHttps ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: "no-referrer" },
    // Browsers complain about it where the page is reached over plain http.
    crossOriginOpenerPolicy: overHttps ? { policy: "same-origin" } : false,
    crossOriginResourcePolicy: { policy: "same-origin" },
    xFrameOptions: { action: "deny" },
  });
  return [standard, remaining];
}

function contentPolicy(overHttps: boolean): Record<string, string[]> {
  return {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    workerSrc: ["'self'"],
    styleSrc: ["'self'"],
    fontSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    ...(overHttps ? { upgradeInsecureRequests: [] } : {}),
  };
}

const remaining: RequestHandler = (_request, response, next) => {
  response.setHeader("Permissions-Policy", permissionsPolicy);
  response.setHeader("Cache-Control", "no-store");
  next();
};
