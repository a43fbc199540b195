import type { Aim } from "../documents/template"
import { guardedFields } from "../model/roles"
import type { Question } from "../questions/question"
import type { Random } from "../random"

/** By which root fields of the schema a question can be put to the service. */
export function aimOf(question: Question, random: Random): Aim {
  switch (question.is) {
    case "content":
      return { root: "node", type: question.type, fields: [random.pick(guardedFields(question.type))] }
    case "listed":
      return { root: random.pick(["person", "node"]), type: "Person", fields: ["involvements", "id"] }
    case "access":
      return { root: "caseAccess", fields: ["nodes", "grantId"] }
    case "logged":
      return { root: "accessLog", fields: ["nodes", "reference"] }
    case "about":
      return { root: "trailEvents", fields: ["nodes", "id"] }
    case "unopened":
      throw new Error("the service opens every transaction")
    case "record":
      if (question.type === "Case") return random.pick([{ root: "case" }, { root: "caseByReference" }, { root: "node", type: "Case" }]) // prettier-ignore
      if (question.type === "Person") return random.pick([{ root: "person" }, { root: "node", type: "Person" }])
      return { root: "node", type: question.type }
  }
}

/** Whether a question fits a document that was made for another: it is put by the same root field, about the same type. */
export const fits = (aim: Aim, question: Question): boolean => {
  switch (aim.root) {
    case "caseAccess":
      return question.is === "access"
    case "accessLog":
      return question.is === "logged"
    case "trailEvents":
      return question.is === "about"
    case "case":
    case "caseByReference":
      return question.is === "record" && question.type === "Case"
    case "person":
      return aim.fields ? question.is === "listed" : question.is === "record" && question.type === "Person"
    default:
      if (question.is === "listed") return aim.type === "Person" && aim.fields !== undefined
      if (question.is === "content") return aim.type === question.type && aim.fields !== undefined
      return question.is === "record" && question.type === aim.type
  }
}

/** The id that a document is filled with to put a question. */
export const subjectOf = (question: Question): string => ("person" in question ? question.person : question.id)
