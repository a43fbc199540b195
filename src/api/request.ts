import type { IncomingMessage } from "node:http"
import type { GraphQLRequest } from "@apollo/server"
import { type LookReason, lookReasons } from "../permissions/actor"
import { Fault } from "../platform/errors"

/** Why she looks, where she says so. @throws Fault BAD_REQUEST for what is not on the list */
export function reasonOf({ headers: { "x-look-reason": given } }: IncomingMessage): LookReason | null {
  if (given === undefined) return null
  const reason = lookReasons.find((each) => each === given)
  if (!reason) throw new Fault("BAD_REQUEST", "LOOK_REASON")
  return reason
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** A hash in the place of a document (automatic persisted queries). A client that is answered so sends the document itself. */
export const isPersistedAlone = (body: unknown): boolean =>
  isRecord(body) &&
  body["query"] === undefined &&
  isRecord(body["extensions"]) &&
  isRecord(body["extensions"]["persistedQuery"])

/** @throws Fault BAD_REQUEST when the body is not of the form of a GraphQL request */
export function requestOf(body: unknown): GraphQLRequest & { query: string } {
  if (!isRecord(body)) throw new Fault("BAD_REQUEST", "BODY")
  const { query, operationName, variables, extensions } = body
  const fits =
    typeof query === "string" &&
    query !== "" &&
    (operationName === undefined || operationName === null || typeof operationName === "string") &&
    (variables === undefined || variables === null || isRecord(variables)) &&
    (extensions === undefined || extensions === null || isRecord(extensions))
  if (!fits) throw new Fault("BAD_REQUEST", "BODY")
  return { query, ...(operationName && { operationName }), ...(variables && { variables }) }
}
