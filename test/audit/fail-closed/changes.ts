import { declare } from "../../blocks/support"
import { done, mutationOf } from "../../cases/support"
import { why } from "../../emergencies/support"
import type { Colleague, Variables } from "../../support/house"
import { type Route, shown } from "./looks"
import { type Planted, type Scene, emergencyOf, secrets } from "./planted"

const { title, surname, explanation } = secrets
const reason = "Afgesproken met de teamleider."

const changing = (
  who: Colleague,
  mutation: string,
  input: Variables,
  fields = shown,
  shows: readonly string[] = [title],
): Route => ({
  ...{ name: mutation, who, query: queryOf(mutation, fields), variables: { input }, shows },
})

/** Every mutation has an input of its own, but for one that shares. */
const queryOf = (mutation: string, fields: string): string =>
  mutationOf(mutation, fields).replace("PreviewHandOverInput", "HandOverInput")

const at = ({ id }: Planted, expectedVersion = 1): Variables => ({ caseId: id, expectedVersion })

async function onTheCase({ sanne, plant }: Scene): Promise<Route[]> {
  const stale = { ...at(await plant(), 9), title: "Anders" }
  return [
    changing(sanne, "openCase", { kind: "NUISANCE", title, description: "Harde muziek.", purpose: "TENANCY", legalBasis: "AGREEMENT" }),
    changing(sanne, "updateCase", { ...at(await plant()), description: "Zachte muziek." }),
    { ...changing(sanne, "updateCase", stale), name: "updateCase, of what somebody else changed" },
    changing(sanne, "moveCase", { ...at(await plant()), to: "IN_TREATMENT" }),
    changing(sanne, "closeCase", { ...at(await plant({ tasks: false })), outcome: "RESOLVED" }),
    changing(sanne, "reopenCase", { ...at(await plant({ status: "CLOSED" })), reason }),
    changing(sanne, "addParty", { caseId: (await plant()).id, role: "WITNESS", name: "Dhr. Stil" }),
    changing(sanne, "addJournalEntry", { caseId: (await plant()).id, type: "NOTE", body: "Gebeld." }),
    changing(sanne, "addTask", { caseId: (await plant()).id, title: "Bellen", dueOn: "2030-01-01" }),
    changing(sanne, "completeTask", { taskId: (await plant()).task, expectedVersion: 1 }),
  ] // prettier-ignore
}

async function onItsAccess(scene: Scene): Promise<Route[]> {
  const { house, sanne, femke, joris, wim, plant } = scene
  const letting = (dossier: Planted): Variables => ({ caseId: dossier.id, employeeId: wim.id, level: "VIEW", reason })
  const restricting = (dossier: Planted): Variables => ({ ...at(dossier), deputyId: femke.id, reason })
  const handing = (dossier: Planted): Variables => ({ caseIds: [dossier.id], receiverIds: [femke.id] })
  const outcome = "outcome { lines { caseId receiverId } }"
  const [let_, locked, marked] = [await plant(), await plant(), await plant()]
  const reviewOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  const marking = ({ id }: Planted): Variables => ({ caseId: id, reason: "FRAUD_INVESTIGATION", reviewOn })
  const told = "confidentiality { reason }"
  await done(sanne, "markConfidential", marking(marked), told)
  await done(sanne, "grantAccess", letting(let_), "__typename")
  const [grant] = await house.rows<{ id: string }>("select id from case_grant where case_id = $1 and principal_id = $2", [let_.id, wim.id]) // prettier-ignore
  const { case: restricted } = await done(sanne, "restrictCase", restricting(locked), "case { version }")
  return [
    changing(sanne, "assignCase", { ...at(await plant()), assigneeId: femke.id }),
    changing(sanne, "grantAccess", letting(await plant())),
    changing(sanne, "endAccess", { caseId: let_.id, grantId: grant?.id, reason }),
    changing(sanne, "restrictCase", restricting(await plant())),
    changing(sanne, "liftRestriction", { ...at(locked, restricted.version), reason }),
    changing(joris, "previewHandOver", handing(await plant()), outcome, [femke.id]),
    changing(joris, "handOver", handing(await plant()), outcome, [femke.id]),
    changing(sanne, "markConfidential", marking(await plant()), told, ["FRAUD_INVESTIGATION"]),
    changing(sanne, "liftConfidentiality", { caseId: marked.id }, told, ["FRAUD_INVESTIGATION"]),
    changing(wim, "openInEmergency", { reference: (await plant()).reference, ...why }),
  ]
}

async function beside(scene: Scene): Promise<Route[]> {
  const { house, femke, joris, noor, marijke } = scene
  const kin = async (): Promise<Variables> => ({
    ...{ against: "PERSON", personId: await house.person(surname), reason: "KIN" },
  })
  const { id: blockId } = await declare(femke, await kin())
  const { item, notice } = await emergencyOf(scene)
  const block = "block { person { surname } }"
  return [
    changing(noor, "blockAccess", await kin(), block, [surname]),
    changing(joris, "endBlock", { blockId }, block, [surname]),
    changing(joris, "markNoticeRead", { noticeId: notice }, "notice { kind case { title } }"),
    changing(marijke, "exportTrail", { format: "CSV" }, "export { format }", ["CSV"]),
    changing(marijke, "judgeReviewItem", { itemId: item, judgement: "FINE" }, "item { emergency { explanation } }", [explanation]),
    changing(await house.employee({ name: "Roos Peters" }), "endSessions", {}, "__typename", ["SessionsPayload"]),
  ] // prettier-ignore
}

/** Every change there is, each of a record of its own, with the payload that shows it. */
export const changesIn = async (scene: Scene): Promise<Route[]> => [
  ...(await onTheCase(scene)),
  ...(await onItsAccess(scene)),
  ...(await beside(scene)),
]
