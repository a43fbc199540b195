import { type Shipped, shippedOperations } from "./operations"
import type { Said, Workshop } from "./workshop"

const strict = {
  ...{ strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, noImplicitOverride: true },
  ...{ target: "es2022", module: "esnext", moduleResolution: "bundler", noEmit: true, types: ["node"] },
  ...{ skipLibCheck: true, noUnusedLocals: true, noFallthroughCasesInSwitch: true },
}

/** A type that is not `any`, nor `never`: that it is one of these is how a client's types fail without an error. */
const known = `type Known<T> = 0 extends 1 & T ? never : [T] extends [never] ? never : true\n`
const knownOf = (name: string, result: string, variables: string): string =>
  `export const is${name}: [Known<${result}>, Known<${variables}>] = [true, true]\n`

const scalars = { DateTime: "string", LocalDate: "string" }

/** GraphQL Code Generator with the client preset, over what is shipped; its types, and each operation that uses them. */
export async function typedByCodegen(workshop: Workshop): Promise<Said> {
  const all = shippedOperations()
  for (const { name, text } of all) await workshop.write(`codegen/operations/${name}.graphql`, text)
  const preset = { preset: "client", presetConfig: { fragmentMasking: false }, config: { scalars, strictScalars: true, useTypeImports: true, enumsAsTypes: true } } // prettier-ignore
  const config = { schema: "./schema.graphql", documents: "codegen/operations/*.graphql", generates: { "codegen/made/": preset } } // prettier-ignore
  await workshop.write("codegen.json", config)
  const made = await workshop.tool("graphql-codegen", "--config", "codegen.json")
  if (!made.ok) return made
  const document = ({ name }: Shipped): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}Document`
  const imports = `import type { DocumentType } from "./made"\nimport { ${all.map(document).join(", ")} } from "./made/graphql"\nimport type { VariablesOf } from "@graphql-typed-document-node/core"\n` // prettier-ignore
  const uses = all.map((each) =>
    knownOf(each.name, `ResultOf<typeof ${document(each)}>`, `VariablesOf<typeof ${document(each)}>`),
  )
  await workshop.write(
    "codegen/use.ts",
    imports.replace(/import type \{ DocumentType.*\n/, "").replace("VariablesOf }", "ResultOf, VariablesOf }") +
      known +
      uses.join(""),
  )
  await workshop.write("codegen/tsconfig.json", { compilerOptions: strict, include: ["."] })
  return workshop.tool("tsc", "-p", "codegen/tsconfig.json")
}

/** gql.tada, which reads documents in the types of TypeScript; its own check, and each operation's types. */
export async function typedByTada(workshop: Workshop): Promise<Said> {
  const plugin = { name: "gql.tada/ts-plugin", schema: "../schema.graphql", tadaOutputLocation: "./made.d.ts" }
  await workshop.write("tada/tsconfig.json", { compilerOptions: { ...strict, plugins: [plugin] }, include: ["."] })
  const start = `import { initGraphQLTada } from "gql.tada"
import type { introspection } from "./made"
export const graphql = initGraphQLTada<{ introspection: introspection; scalars: { DateTime: string; LocalDate: string } }>()
export type { ResultOf, VariablesOf } from "gql.tada"
`
  await workshop.write("tada/graphql.ts", start)
  for (const { name, text } of shippedOperations())
    await workshop.write(
      `tada/${name}.ts`,
      `import { type ResultOf, type VariablesOf, graphql } from "./graphql"\n${known}const asked = graphql(\`${text}\`)\n` +
        knownOf(name, "ResultOf<typeof asked>", "VariablesOf<typeof asked>"),
    )
  const made = await workshop.tool("gql.tada", "generate-output", "-c", "tada/tsconfig.json")
  if (!made.ok) return made
  const checked = await workshop.tool("gql.tada", "check", "-c", "tada/tsconfig.json")
  return checked.ok ? workshop.tool("tsc", "-p", "tada/tsconfig.json") : checked
}
