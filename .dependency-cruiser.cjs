"use strict"
// The one table of who may use whom. A folder may use itself, and what stands behind it here; all else is an error. The table is
// closed: a folder of src/ that has no row is an error too.
// Order: house rules first, then the features from the lowest up, then what puts them together.
const uses = {
  platform: [],
  "audit/activities": [],
  "audit/line": ["audit/activities"],
  permissions: ["platform"],
  records: ["platform", "permissions", "audit/activities", "audit/line"],
  staff: ["platform", "records"],
  registry: ["platform", "records"],
  cases: ["platform", "records", "staff", "registry"],
  parties: ["platform", "records", "staff", "registry", "cases"],
  journal: ["platform", "records", "staff", "cases"],
  tasks: ["platform", "records", "staff", "cases"],
  lifecycle: ["platform", "records", "cases", "journal", "tasks"],
  access: ["platform", "records", "staff", "cases"],
  blocks: ["platform", "records", "staff", "registry", "cases"],
  emergencies: ["platform", "records", "staff", "cases"],
  reviews: ["platform", "records", "staff", "cases", "access", "emergencies", "audit"],
  notices: ["platform", "records", "staff", "cases"],
  "data-subjects": ["platform", "records", "staff", "registry", "cases", "audit", "audit/activities"],
  audit: ["platform", "permissions", "records", "staff", "cases", "access", "audit/activities", "audit/line"],
  exports: ["platform", "permissions", "records", "audit", "audit/activities", "audit/line"],
  lookup: ["records", "staff", "registry", "cases", "parties", "journal", "tasks", "audit"],
  staffing: ["platform", "cases", "audit", "audit/activities"],
  demo: ["platform", "permissions", "cases", "parties", "journal", "registry"],
  pages: ["platform"],
  api: ["platform", "permissions", "records", "pages"],
}
// What stands at the top of src/ puts all of it together, and is used by nobody below. A file there that is not named here is an error.
const top = [
  ...["addresses", "noting", "readiness", "schedule", "schema", "server", "store", "main"],
  ...["cli", "command-line", "doctor", "hold-ups", "staff-commands", "trail-commands"],
]
const features = [
  ...["staff", "registry", "cases", "parties", "journal", "tasks", "lifecycle"],
  ...["access", "blocks", "emergencies", "reviews", "notices", "data-subjects", "audit", "exports", "lookup"],
]
const at = (name) => (name.includes("/") ? `^src/${name}` : `^src/${name}/`)
// A row for a part of a folder is none for all of it.
const known = [...Object.keys(uses).map(at), ...top.map((name) => `^src/${name}\\.ts$`)]
const unknown = { path: "^src/", pathNot: known }

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...Object.entries(uses).map(([name, allowed]) => ({
      name: `${name.replace("/", "-")}-uses-only-what-the-table-says`,
      severity: "error",
      from: { path: at(name), ...(name === "audit" && { pathNot: "^src/audit/(activities|line)" }) },
      to: { path: "^src/", pathNot: [at(name), ...allowed.map(at)] },
    })),
    ...features.map((name) => ({
      name: `${name}-is-entered-by-its-index`,
      severity: "error",
      from: { path: "^src/[^/]+/", pathNot: at(name) },
      to: { path: at(name), pathNot: [`^src/${name}/index\\.ts$`, "^src/audit/(activities|line)"] },
    })),
    // Both ways: what uses, and what is used. What does neither is an orphan.
    { name: "what-uses-others-has-a-row-in-the-table", severity: "error", from: unknown, to: {} },
    { name: "what-is-used-has-a-row-in-the-table", severity: "error", from: {}, to: unknown },
    {
      name: "records-is-entered-by-its-index",
      severity: "error",
      from: { path: "^src/[^/]+/", pathNot: "^src/records/" },
      to: { path: "^src/records/", pathNot: "^src/records/index\\.ts$" },
    },
    {
      name: "resolvers-do-not-know-typeorm",
      severity: "error",
      from: { path: "\\.resolver\\.ts$|\\.fields\\.ts$" },
      to: { path: "node_modules/typeorm" },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-orphans",
      severity: "error",
      from: { orphan: true, pathNot: ["\\.d\\.ts$", "^src/cli\\.ts$"] },
      to: {},
    },
    {
      name: "no-development-tools-in-the-service",
      severity: "error",
      from: { path: "^(src|migrations)" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    { name: "everything-resolves", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
}
