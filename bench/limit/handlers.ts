import type pg from "pg"
import { addEntry, detail, list, move } from "../documents"
import { type Actor, read } from "./asking"
import { detailStatement } from "./detail"
import { listStatement } from "./list"
import { adding, moving } from "./write"

export type Handler = (client: pg.ClientBase, actor: Actor, variables: Record<string, unknown>) => Promise<string>

/** By the document itself: these four are all that the limit knows. */
export const handlersOf = (trail: boolean): ReadonlyMap<string, Handler> =>
  new Map<string, Handler>([
    [list, read({ document: list, action: "case.listed", trail }, listStatement(trail), "team")],
    [detail, read({ document: detail, action: "case.viewed", trail }, detailStatement(trail), "id")],
    [addEntry, adding],
    [move, moving],
  ])
