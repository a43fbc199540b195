import type pg from "pg"

/** A place in what the database itself says of its rule, and what is to stand there instead. */
export interface Edit {
  /** A policy, as table and name; or a function. */
  readonly of: { readonly table: string; readonly policy: string } | { readonly function: string }
  /** What is expected to stand there. */
  readonly find: string | RegExp
  readonly put: string
}

interface Definition {
  readonly name: string
  readonly text: string
  /** The statement that gives it this text. */
  readonly define: (text: string) => string
}

/**
 * Changes the definitions as the catalogue has them, and answers the statements that put them back.
 * @throws Error where what is expected does not stand there: nothing is taken away in silence
 */
export async function change(admin: pg.Pool, edits: readonly Edit[]): Promise<string[]> {
  const back: string[] = []
  for (const { of, find, put } of edits) {
    const { name, text, define } = await definitionOf(admin, of)
    const stands = typeof find === "string" ? text.includes(find) : find.test(text)
    if (!stands) throw new Error(`${name} does not hold what is to be taken from it: ${String(find)}\n${text}`)
    await admin.query(define(typeof find === "string" ? text.replace(find, () => put) : text.replace(find, put)))
    back.unshift(define(text))
  }
  return back
}

async function definitionOf(admin: pg.Pool, of: Edit["of"]): Promise<Definition> {
  if ("function" in of) {
    const { rows } = await admin.query<{ text: string }>("select pg_get_functiondef($1::regproc) as text", [
      of.function,
    ])
    return { name: `function ${of.function}`, text: rows[0]?.text ?? "", define: (text) => text }
  }
  const { table, policy } = of
  const { rows } = await admin.query<{ text: string }>(
    "select pg_get_expr(polqual, polrelid) as text from pg_policy where polrelid = $1::regclass and polname = $2",
    [table, policy],
  )
  const [found] = rows
  if (!found) throw new Error(`there is no policy ${policy} on ${table}`)
  return {
    name: `policy ${policy} on ${table}`,
    text: found.text.replace(/\s+/g, " "),
    define: (text) => `alter policy ${policy} on ${table} using (${text})`,
  }
}

/** Every policy by which a serving role reads. */
export async function readingPolicies(admin: pg.Pool): Promise<{ table: string; policy: string }[]> {
  const { rows } = await admin.query<{ table: string; policy: string }>(
    `select tablename as table, policyname as policy from pg_policies
       where schemaname = 'public' and cmd = 'SELECT' and qual <> 'false' and tablename <> 'scope'`,
  )
  return rows
}
