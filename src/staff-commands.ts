import { type Command, Option } from "commander"
import { asOwner, oneOf, readDay, readMoment, someOf, tell } from "./command-line"
import { roles } from "./permissions/actor"
import { type Enrolment, type Wanted, addTeam, clearable, endTeam, enrol, leave, listStaff, listTeams, mergeTeams, renameTeam, showStaff, tidied } from "./staffing" // prettier-ignore

/** What an administrator does with the staff of the association. Each stands in the trail; what changes anything says what, before → after. */
export function addStaffCommands(program: Command): void {
  addEnrol(program)
  addLeave(program)
  addStaff(program)
  addTeams(program)
}

const asLines = async (act: (url: string) => Promise<readonly string[]>): Promise<void> =>
  tell({ lines: await asOwner(act), code: 0 })

const subject = ["--subject <subject>", "the subject of the identity provider's tokens"] as const

function addEnrol(program: Command): void {
  program
    .command("enrol")
    .description(
      "Adds an employee, or changes of the one with that subject what is named; all else stays. Says what it changed, before → after. How the first administrator and the staff get in. Needs DATABASE_OWNER_URL.",
    )
    .requiredOption(...subject)
    .option("--new-subject <subject>", "her new subject: she keeps all that is hers, and her sessions end")
    .option("--new-person", "somebody else than the employee who has this name already")
    .option("--name <name>", "the name as colleagues know it")
    .addOption(new Option("--role <role>", `one of ${roles.join(", ")}`).argParser(oneOf("--role", roles)))
    .option("--team <name...>", "teams that she belongs to besides")
    .option("--new-team <name...>", "teams that are to be made, and that she belongs to besides")
    .option("--district <district>", "the district of the new teams")
    .option("--no-teams", "she belongs to no team but those that are named here")
    .option(
      "--cleared <what...>",
      `what she is cleared for besides, kinds of case and categories of data in any kind: ${clearable.join(", ")}`,
      someOf("--cleared", clearable),
    )
    .option("--no-clearances", "she is cleared for nothing but what is named here")
    .option(
      "--until <moment>",
      "until when she may sign in, as 2026-12-31T23:00:00Z; an external auditor has an end",
      (given) => readMoment("--until", given).toISOString(),
    )
    .option("--no-until", "without an end")
    .option(
      "--lives-at <unit>",
      "the unit number (VHE-nummer) where she lives, where she rents from the association: looks at her surroundings are then judged",
    )
    .option("--no-home", "it is not known that she rents from the association")
    .option("--person <id>", "who she is in the registry of tenants, for the same reason")
    .option("--no-person", "it is not known that she is in it")
    .option("--disabled", "she may no longer sign in")
    .option("--enabled", "she may sign in again")
    .action((given: Enrolment) => {
      // What is wrong with what was written is said whether there is a database or not.
      const said = tidied(given)
      return asLines(async (url) => (await enrol(url, said)).lines)
    })
}

function addLeave(program: Command): void {
  program
    .command("leave")
    .description(
      "Says which day is an employee's last, and what of her desk remains to be handed over. Needs DATABASE_OWNER_URL.",
    )
    .requiredOption(...subject)
    .option(
      "--on <day>",
      "the last day, as 2026-12-31, until the end of which she may sign in; when absent, the one that was said before, and else today",
      readDay("--on"),
    ) // prettier-ignore
    .action((given: { subject: string; on?: string }) => asLines((url) => leave(url, given)))
}

function addStaff(program: Command): void {
  const staff = program.command("staff").description("Looks at the staff, before it is changed.")
  staff
    .command("list")
    .description("Who works here: subject, name, role, teams, clearances, and how many running cases she manages.")
    .option("--team <name>", "of this team")
    .option("--name <part>", "with this in the name, however it is spelled")
    .option("--all", "those who may no longer sign in too")
    .option("--json", "as JSON")
    .action((wanted: Wanted) => asLines((url) => listStaff(url, wanted)))
  staff
    .command("show")
    .description("All that `enrol` can change of one employee.")
    .argument("<subject>", "her subject")
    .option("--json", "as JSON")
    .action((given: string, wanted: Wanted) => asLines((url) => showStaff(url, given, wanted)))
}

function addTeams(program: Command): void {
  const team = program.command("team").description("Makes, renames, merges and ends teams.")
  team
    .command("list")
    .description("The teams: district, how many belong to each, and how many running cases it has.")
    .option("--all", "those that ended too")
    .option("--json", "as JSON")
    .action((wanted: Wanted) => asLines((url) => listTeams(url, wanted)))
  team
    .command("make")
    .description("Makes a team.")
    .argument("<name>", "its name")
    .requiredOption("--district <district>", "the district it works in")
    .action((name: string, { district }: { district: string }) => asLines((url) => addTeam(url, name, district)))
  team
    .command("rename")
    .description("Gives a team another name. All else stays; what happened before is told with the name of then.")
    .argument("<team>", "its name")
    .argument("<name>", "its new name")
    .action((name: string, to: string) => asLines((url) => renameTeam(url, name, to)))
  team
    .command("merge")
    .description("Brings the people and the cases of a team to another, and ends it.")
    .argument("<team>", "the team that ends")
    .requiredOption("--into <team>", "the team that goes on")
    .action((name: string, { into }: { into: string }) => asLines((url) => mergeTeams(url, name, into)))
  team
    .command("end")
    .description(
      "Ends a team to which nobody belongs and which has no case any more. Ends with 1 where something does.",
    )
    .argument("<team>", "its name")
    .action(async (name: string) => {
      const { lines, done } = await asOwner((url) => endTeam(url, name))
      tell({ lines, code: done ? 0 : 1 })
    })
}
