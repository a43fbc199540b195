import type { IncomingMessage, ServerResponse } from "node:http"
import helmet from "helmet"

const middleware = helmet({
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
  // Only an answer over TLS may tell the browser to come back over TLS, and that is ended before us.
  strictTransportSecurity: false,
})

/** The headers of every answer, whatever the address. helmet writes them, once: they are the same for each. */
export const securityHeaders: Readonly<Record<string, string>> = written()

function written(): Record<string, string> {
  const headers: Record<string, string> = {}
  const answer = {
    setHeader: (name: string, value: string) => void (headers[name] = value),
    removeHeader: () => undefined,
  }
  middleware({} as IncomingMessage, answer as unknown as ServerResponse, (error?: unknown) => {
    if (error) throw error as Error
  })
  return headers
}
