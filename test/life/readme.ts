import { spawn } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"

const readme = readFileSync(join(__dirname, "../../README.md"), "utf8")

/** The commands of a chapter of the README, a block at a time. */
export function blocksOf(chapter: string): string[] {
  const [, after = ""] = readme.split(`\n## ${chapter}\n`)
  const [text = ""] = after.split("\n## ")
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => block)
}

const between = "@@@ next block @@@"

/** Pastes one block after the other into one shell. What each of them printed. */
export async function pasted(
  shell: string,
  blocks: readonly string[],
  settings: Record<string, string>,
): Promise<string[]> {
  const child = spawn(shell, [], { env: { PATH: process.env["PATH"], ...settings }, stdio: ["pipe", "pipe", "pipe"] })
  let said = ""
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()))
  child.stdin.end(blocks.map((block) => `${block}\necho '${between}'\n`).join(""))
  await new Promise((resolve) => child.once("close", resolve))
  return said.split(`${between}\n`).slice(0, -1)
}
