import { randomUUID } from "node:crypto"
import { Agent } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"
import type { Random } from "../sight/random"
import { type Heard, type Question, ask } from "./heard"
import { type Known, change, list, look, review } from "./questions"
import type { Person } from "./world"

/** How many ask side by side, of each sort. */
const lanes = { reading: 9, writing: 3, reviewing: 1 }

/** So long a lane waits after a question that got no answer, in milliseconds. */
const pause = 20

/** Readers and writers from outside, without a pause, whatever becomes of the service. What they heard is kept until it is taken. */
export class Load {
  private readonly agent = new Agent({ keepAlive: true })
  private readonly running: Promise<void>[]
  private heard: Heard[] = []
  private stopped = false

  constructor(
    private readonly random: Random,
    private readonly people: readonly Person[],
    /** Where the service is now. */
    private readonly at: () => string,
  ) {
    const consultants = people.filter(({ role }) => role === "CONSULTANT")
    const officers = people.filter(({ role }) => role === "PRIVACY_OFFICER")
    this.running = [
      ...of(lanes.reading, (nth) => this.read(each(consultants, nth))),
      ...of(lanes.writing, (nth) => this.write(each(consultants, nth))),
      ...of(lanes.reviewing, (nth) => this.review(each(officers, nth))),
    ]
  }

  /** Answers that came whole since the last were taken. */
  get answered(): number {
    return this.heard.filter(({ answered }) => answered).length
  }

  take(): Heard[] {
    const { heard } = this
    this.heard = []
    return heard
  }

  async stop(): Promise<void> {
    this.stopped = true
    await Promise.all(this.running)
    this.agent.destroy()
  }

  private async read(who: Person): Promise<void> {
    let known: Known[] = []
    while (!this.stopped) {
      if (!known.length || this.random.chance(0.2)) known = (await this.listed(who)) ?? known
      else await this.ask(who, look(this.random, this.random.pick(known)))
    }
  }

  private async write(who: Person): Promise<void> {
    let known: Known[] = []
    for (let nth = 1; !this.stopped; nth++) {
      if (known.length) await this.ask(who, change(this.random.pick(known), `Gebeld, voor de ${nth}e keer.`))
      else known = (await this.listed(who)) ?? []
    }
  }

  private async review(who: Person): Promise<void> {
    while (!this.stopped) {
      await this.ask(who, review)
      await sleep(pause)
    }
  }

  private async listed(who: Person): Promise<Known[] | undefined> {
    const data = await this.ask(who, { kind: "list", query: list })
    return (data as { cases: { nodes: Known[] } } | undefined)?.cases.nodes
  }

  private async ask({ token }: Person, question: Question): Promise<unknown> {
    // Never again, whatever the seed: else what another run left in the trail would vouch for it.
    const trace = randomUUID().replaceAll("-", "")
    const { data, ...heard } = await ask(this.at(), this.agent, token, question, trace)
    this.heard.push(heard)
    if (!heard.answered) await sleep(pause)
    return data
  }
}

const of = (count: number, start: (nth: number) => Promise<void>): Promise<void>[] =>
  Array.from({ length: count }, (_, nth) => start(nth))

const each = (people: readonly Person[], nth: number): Person => people[nth % people.length] as Person
