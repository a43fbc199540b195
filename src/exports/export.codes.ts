import { registerEnumType } from "type-graphql"

export enum ExportFormat {
  CSV = "CSV",
  LOGBOEK_DATAVERWERKINGEN = "LOGBOEK_DATAVERWERKINGEN",
}
registerEnumType(ExportFormat, {
  name: "ExportFormat",
  description: "What an export of the trail looks like.",
  valuesConfig: {
    CSV: {
      description:
        "A table for a spreadsheet: UTF-8, semicolons, times of Amsterdam beside those in UTC, a line for each thing that a request looked at.",
    },
    LOGBOEK_DATAVERWERKINGEN: {
      description: "JSON in the terms of the Dutch government's standard for logs of data processing.",
    },
  },
})

export enum ExportState {
  RUNNING = "RUNNING",
  READY = "READY",
  FAILED = "FAILED",
}
registerEnumType(ExportState, {
  name: "ExportState",
  description: "How far an export has come.",
  valuesConfig: {
    RUNNING: { description: "It is being made." },
    READY: { description: "To be fetched, until it is gone." },
    FAILED: { description: "It could not be made, or not in the name of whoever asked any more." },
  },
})
