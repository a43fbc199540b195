// Writes what is generated from the code: graphql/schema.graphql, .env.example and docs/register.md. With --check it only compares, and fails on a difference.
import "reflect-metadata"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { printSchema } from "graphql"
import { describeRegister } from "../src/audit/activities.page"
import { describeConfig } from "../src/platform/config"
import { buildStaffSchema } from "../src/schema"

const generated: Record<string, string> = {
  "graphql/schema.graphql": `# Generated from the code by \`npm run schema\`.\n\n${printSchema(buildStaffSchema())}\n`,
  ".env.example": describeConfig(),
  "docs/register.md": describeRegister(),
}

const checking = process.argv.includes("--check")
for (const [name, text] of Object.entries(generated)) {
  const path = join(__dirname, "..", name)
  if (!checking) writeFileSync(path, text)
  else if (readFileSync(path, "utf8") !== text) {
    console.error(`${name} is not what the code says; run: npm run schema`)
    process.exitCode = 1
  }
}
