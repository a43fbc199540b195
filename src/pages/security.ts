import type { RequestHandler } from "express"
import helmet, { type HelmetOptions } from "helmet"

const options = {
  contentSecurityPolicy: {
    // Written out in full: what is not named here is forbidden.
    useDefaults: false,
    directives: {
      "default-src": ["'none'"],
      "script-src": ["'self'"],
      // The explorer's editor sets the style of its lines and cursors by hand.
      "style-src": ["'self'", "'unsafe-inline'"],
      "img-src": ["'self'", "data:"],
      "font-src": ["'self'", "data:"],
      "connect-src": ["'self'"],
      "worker-src": ["'self'", "blob:"],
      "base-uri": ["'none'"],
      "form-action": ["'self'"],
      "frame-ancestors": ["'none'"],
    },
  },
  xFrameOptions: { action: "deny" },
} satisfies HelmetOptions

const overHttp = helmet({ ...options, strictTransportSecurity: false })
const overTls = helmet(options)

/** The same headers on every address. Only an answer over TLS may tell the browser to come back over TLS. */
export const securityHeaders: RequestHandler = (request, response, next) =>
  (request.secure ? overTls : overHttp)(request, response, next)
