import { readFileSync, readdirSync } from "node:fs"
import { join } from "node:path"
import {
  type DocumentNode,
  TypeInfo,
  getNamedType,
  isObjectType,
  parse,
  validate,
  visit,
  visitWithTypeInfo,
} from "graphql"
import { buildStaffSchema } from "../../src/schema"

const schema = buildStaffSchema()
const folder = join(__dirname, "../../graphql/operations")
const documents = readdirSync(folder).map((name): [string, DocumentNode] => [name, parse(readFileSync(join(folder, name), "utf8"))]) // prettier-ignore

/** Selections of a type that has this field and that do not ask it. */
function without(name: string, document: DocumentNode, ofType: (type: string) => boolean): string[] {
  const found: string[] = []
  const info = new TypeInfo(schema)
  const SelectionSet = ({
    selections,
  }: {
    selections: readonly { kind: string; name?: { value: string } }[]
  }): void => {
    const type = getNamedType(info.getParentType())
    if (!isObjectType(type) || !(name in type.getFields()) || !ofType(type.name)) return
    if (!selections.some((each) => each.kind === "Field" && each.name?.value === name)) found.push(type.name)
  }
  visit(document, visitWithTypeInfo(info, { SelectionSet: { enter: SelectionSet as never } }))
  return found
}

describe("an operation that is shipped with the service", () => {
  it.each(documents)("fits the schema: %s", (_name, document) => {
    expect(validate(schema, document)).toEqual([])
  })

  it.each(documents)("asks the id of whatever has one, and of a change whether it was done: %s", (_name, document) => {
    expect(without("id", document, () => true)).toEqual([])
    expect(without("done", document, (type) => type.endsWith("Payload"))).toEqual([])
  })
})
