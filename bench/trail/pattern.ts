import { randomBytes, randomUUID } from "node:crypto"
import type { Json } from "../../src/audit/sealing/canonical"

/** UUIDs in plenty: one call for many random bytes, where each on its own costs more than all else of a line. */
class Ids {
  private bytes = ""
  private at = 0

  next(): string {
    if (this.at + 32 > this.bytes.length) {
      this.bytes = randomBytes(64 * 1024).toString("hex")
      this.at = 0
    }
    const hex = this.bytes.slice(this.at, (this.at += 32))
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
  }

  many(count: number): string[] {
    return Array.from({ length: count }, () => this.next())
  }
}

const ids = new Ids()
const [client, session] = ["woonrust-demo", randomUUID()]

/** What the leaf of an event says, of a case looked at or of a list of 25: as in the benches, half of each. */
export function saidOf(nth: number, recordedAt: string): Json {
  const [cases, parties, action] =
    nth % 2 ? [ids.many(25), ids.many(68), "case.listed"] : [ids.many(1), ids.many(3), "case.viewed"]
  const event = {
    id: ids.next(),
    // As the database writes a moment.
    recorded_at: recordedAt.replace("Z", "+00:00"),
    actor_kind: "EMPLOYEE",
    actor_id: ids.next(),
    actor_role: "CONSULTANT",
    token_id: session,
    client,
    address: "127.0.0.1",
    operation_name: nth % 2 ? "BenchList" : "BenchDetail",
    document_hash: "a1b2c3d4e5f60718".repeat(4),
    actions: [action],
    outcome: "DONE",
    trace_id: "0af7651916cd43dd8448eb211c80319c",
    span_id: "b7ad6b7169203331",
    sights: [
      {
        position: 0,
        field: nth % 2 ? "cases" : "case",
        action,
        activity: "case-handling",
        activity_version: 1,
        purpose: "Handling liveability cases",
        case_ids: cases,
        party_ids: parties,
        person_ids: [],
        types: ["Case", "Party", "Team"],
        categories: ["CONDUCT", "CONTACT"],
        grant_ids: [],
      },
    ],
  }
  return { event, grants: cases.map((id) => ({ case_id: id, grant_ids: ids.many(1), routes: ["TEAM"] })) }
}
