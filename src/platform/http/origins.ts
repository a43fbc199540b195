import type { IncomingMessage, RequestListener, ServerResponse } from "node:http"

/** What a page of another origin may send, and may read of the answer. It sends no cookies: a token in a header is the only way in. */
const methods = "GET, POST"
const requestHeaders = "authorization, content-type, traceparent, x-look-reason, x-export-key"
const answerHeaders = "retry-after, traceparent"
const rememberedSeconds = "600"

/**
 * Lets pages of these origins call the service, and no others. Without any it is called by its own pages and by servers alone.
 * @param origins as browsers send them: https://desk.example.org
 */
export function answeringOrigins(origins: readonly string[], listener: RequestListener): RequestListener {
  if (!origins.length) return listener
  return (request, response) => {
    response.setHeader("Vary", "Origin")
    const { origin } = request.headers
    const known = origin !== undefined && origins.includes(origin)
    if (known) {
      response.setHeader("Access-Control-Allow-Origin", origin)
      response.setHeader("Access-Control-Expose-Headers", answerHeaders)
    }
    if (known && isPreflight(request)) allow(response)
    else listener(request, response)
  }
}

const isPreflight = ({ method, headers }: IncomingMessage): boolean =>
  method === "OPTIONS" && headers["access-control-request-method"] !== undefined

function allow(response: ServerResponse): void {
  response.writeHead(204, {
    "Access-Control-Allow-Methods": methods,
    "Access-Control-Allow-Headers": requestHeaders,
    "Access-Control-Max-Age": rememberedSeconds,
  })
  response.end()
}
