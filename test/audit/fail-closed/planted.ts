import { done } from "../../cases/support"
import { why } from "../../emergencies/support"
import { addCase, addEntry, addParty, addTask } from "../../records/support"
import type { Colleague, House } from "../../support/house"

/** What stands in a case and nowhere else: wherever one of these turns up, case data has left. */
export const secrets = {
  title: "Zwijgplicht over het trappenhuis",
  party: "Mevr. Zonderling",
  entry: "Zij hoorde het door de muur",
  task: "Zachtjes aanbellen",
  surname: "Zwijgers",
  explanation: why.explanation,
} as const

export interface Planted {
  readonly id: string
  readonly reference: string
  readonly party: string
  readonly entry: string
  readonly task: string
}

/** People with their cases, notices and reviews: all that somebody could be told of. */
export interface Scene {
  readonly house: House
  readonly team: string
  readonly home: string
  readonly person: string
  readonly sanne: Colleague
  readonly femke: Colleague
  readonly joris: Colleague
  readonly wim: Colleague
  readonly noor: Colleague
  readonly marijke: Colleague
  /** Another case of Sanne's, each time it is called; with a task that is open, unless it is not to have one. */
  readonly plant: (facts?: { status?: string; tasks?: boolean }) => Promise<Planted>
}

export async function sceneOf(house: House): Promise<Scene> {
  const team = await house.team()
  const home = await house.home()
  const person = await house.person(secrets.surname, home)
  const colleague = (name: string, role = "CONSULTANT"): Promise<Colleague> => house.employee({ name, role, team })
  const sanne = await colleague("Sanne de Wit")
  return {
    ...{ house, team, home, person, sanne, femke: await colleague("Femke Smit") },
    joris: await colleague("Joris Blom", "TEAM_LEAD"),
    wim: await house.employee({ name: "Wim Schouten", team: await house.team() }),
    noor: await house.employee({ name: "Noor Jansen", team: await house.team() }),
    marijke: await house.officer(),
    plant: async ({ status = "REPORTED", tasks = true } = {}) => {
      const facts = { team, by: sanne, assignee: sanne.id, home, title: secrets.title, status }
      const id = await addCase(house, facts)
      const [row] = await house.rows<{ reference: string }>("select reference from case_file where id = $1", [id])
      return {
        ...{ id, reference: row?.reference ?? "" },
        party: await addParty(house, { of: id, by: sanne, name: secrets.party, person }),
        entry: await addEntry(house, { of: id, by: sanne, body: secrets.entry }),
        task: tasks ? await addTask(house, { of: id, by: sanne, title: secrets.task }) : "",
      }
    },
  }
}

/** A case that Wim has opened in an emergency: the officer owes a judgement, the lead was told. */
export async function emergencyOf({ house, plant, wim, joris }: Scene): Promise<{ item: string; notice: string }> {
  const { id, reference } = await plant()
  await done(wim, "openInEmergency", { reference, ...why }, "__typename")
  const [item] = await house.rows<{ id: string }>("select id from review_item where case_id = $1", [id])
  const [notice] = await house.rows<{ id: string }>("select id from notice where case_id = $1 and employee_id = $2", [id, joris.id]) // prettier-ignore
  return { item: item?.id ?? "", notice: notice?.id ?? "" }
}
