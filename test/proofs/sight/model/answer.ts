import { readFileSync } from "node:fs"
import { join } from "node:path"
import {
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  buildSchema,
  executeSync,
  getNamedType,
  getNullableType,
  isListType,
} from "graphql"
import { fields } from "./fields"
import type { Page } from "./lists"
import { countedUpTo, nothing } from "./lists"
import type { Looking } from "./looking"
import { guardedFields, mayReadField } from "./roles"
import { roots } from "./roots"
import type { Row } from "./rows"

export const schema = buildSchema(readFileSync(join(__dirname, "../../../../graphql/schema.graphql"), "utf8"))

/** A field was asked of a row that was there: the edge that led to the row, and that to the field. */
export type Walked = (info: GraphQLResolveInfo) => void

interface Context {
  readonly at: Looking
  readonly walked: Walked
}

/** What a document answers to an actor, worked out from the facts by graphql's own executor and the model's readers. */
export function answerOf(
  document: DocumentNode,
  variableValues: Readonly<Record<string, unknown>>,
  at: Looking,
  walked: Walked,
): unknown {
  const contextValue: Context = { at, walked }
  const { data, errors } = executeSync({ schema, document, variableValues, contextValue, rootValue: {}, fieldResolver, typeResolver }) // prettier-ignore
  if (errors) throw new Error(`the model cannot answer: ${errors.map(({ message }) => message).join("; ")}`)
  return data
}

const typeResolver = (row: unknown): string => (row as { __typename: string }).__typename

const fieldResolver: GraphQLFieldResolver<any, Context> = (source, asked, { at, walked }, info) => {
  walked(info)
  const value = valueOf(source, asked, at, info)
  if (Array.isArray(value)) for (const each of value) shown(at, each)
  else shown(at, value)
  return value
}

const shown = (at: Looking, value: unknown): void => {
  if (typeof value === "object" && value !== null && "id" in value) at.show(value as Row)
}

function valueOf(source: any, asked: Record<string, unknown>, at: Looking, info: GraphQLResolveInfo): unknown {
  const { parentType, fieldName } = info
  if (parentType.name === "Query") {
    at.roots++
    return askedAbout(at, roots[fieldName]?.(at, asked), asked)
  }
  if (parentType.name.endsWith("Connection")) return ofPage(source as Page, fieldName, at)
  if (parentType.name.endsWith("Edge")) return fieldName === "node" ? source.row : source.cursor
  if (parentType.name === "PageInfo") return ofPlace(source as Page, fieldName, at)
  if (!mayReadField(at.actor.role, parentType.name, fieldName)) return noneOf(info.returnType)
  if (guardedFields(parentType.name).includes(fieldName) && !at.isReadable(source as Row)) return null
  const field = fields[parentType.name]?.[fieldName]
  if (!field) return source[fieldName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]
  return field(source as Row, at, asked, Object.keys(parentType.getFields()))
}

/** A page that has something to tell may name whom it was asked about; it must where it told it. */
function askedAbout(at: Looking, value: unknown, asked: Record<string, any>): unknown {
  const page = value as Page | null | undefined
  if (page?.__typename !== "Page" || page.total === 0) return value
  const of = (name: string): string | undefined => (asked[`${name}Id`] ?? asked["filter"]?.[`${name}Id`] ?? undefined) as string | undefined // prettier-ignore
  const about = { ...page, about: Object.fromEntries([["cases", of("case")], ["parties", of("party")], ["persons", of("person")]]) } // prettier-ignore
  at.told(about, [at.may])
  return about
}

/** What stands in the place of what a role may not read: an empty list, a count of none, null. */
function noneOf(type: GraphQLOutputType): unknown {
  const { name } = getNamedType(type)
  if (isListType(getNullableType(type))) return []
  return name.endsWith("Connection") ? nothing : name === "Int" ? 0 : null
}

function ofPage(page: Page, field: string, at: Looking): unknown {
  switch (field) {
    case "nodes":
      if (page.rows.length) at.told(page)
      return page.rows
    case "edges":
      if (page.rows.length) at.told(page)
      for (const row of page.rows) at.show(row)
      return page.rows.map((row) => ({ row, cursor: at.cursorOf(page, row) }))
    case "pageInfo":
      return page
    case "totalCountIsExact":
      if (page.total) at.told(page)
      return page.total < countedUpTo
    default:
      if (page.total) at.told(page)
      return page.total
  }
}

function ofPlace(page: Page, field: string, at: Looking): unknown {
  switch (field) {
    case "hasNextPage":
      return page.next
    case "hasPreviousPage":
      return page.previous
    case "startCursor":
      return at.place(page, page.rows[0])
    default:
      return at.place(page, page.rows.at(-1))
  }
}
