import { registerEnumType } from "type-graphql"
import { CaseKind } from "./case.codes"

/** VERA ZAAKTYPESOORT, as far as liveability work uses it. */
export enum VeraType {
  SOC = "SOC",
  WOO = "WOO",
  LEE = "LEE",
  OMG = "OMG",
}
registerEnumType(VeraType, {
  name: "VeraType",
  description: "The sector's code for the type of a case (VERA ZAAKTYPESOORT). There is none for medical adaptations.",
  valuesConfig: {
    SOC: { description: "Social report (sociale melding)." },
    WOO: { description: "Fraud with a home (woonfraude)." },
    LEE: { description: "Liveability, on the association's own initiative (leefbaarheid)." },
    OMG: { description: "Nuisance in the surroundings (omgevingsoverlast)." },
  },
})

/** VERA ZAAKTYPEDETAILSOORT, as far as liveability work uses it. */
export enum VeraDetail {
  AGR = "AGR",
  BED = "BED",
  DIE = "DIE",
  DRU = "DRU",
  GEL = "GEL",
  HAN = "HAN",
  HEN = "HEN",
  KLI = "KLI",
  ONG = "ONG",
  ONR = "ONR",
  ONV = "ONV",
  OVE = "OVE",
  PSY = "PSY",
  RUZ = "RUZ",
  STA = "STA",
  VAN = "VAN",
  VER = "VER",
  VUI = "VUI",
}
registerEnumType(VeraDetail, {
  name: "VeraDetail",
  description: "The sector's code for what a case is about (VERA ZAAKTYPEDETAILSOORT).",
  valuesConfig: {
    AGR: { description: "Aggression or threat (agressie, bedreiging)." },
    BED: { description: "Business use of a home (bedrijfsmatig gebruik)." },
    DIE: { description: "Animals that are kept (huisdieren)." },
    DRU: { description: "Drug dealing (dealen, drugspand)." },
    GEL: { description: "Noise in the surroundings (geluidsoverlast)." },
    HAN: { description: "Nuisance in the surroundings (omgevingsoverlast)." },
    HEN: { description: "Hemp grown at home (hennepkwekerij)." },
    KLI: { description: "Improper use of shared space (oneigenlijk gebruik gemeenschappelijke ruimte)." },
    ONG: { description: "Vermin in or near homes (ongedierte)." },
    ONR: { description: "Unlawful occupation (onrechtmatige bewoning)." },
    ONV: { description: "Unsafe shared space (onveiligheid gemeenschappelijke ruimte)." },
    OVE: { description: "Anything that has no code (overige)." },
    PSY: { description: "Psychiatric trouble (psychische problematiek)." },
    RUZ: { description: "A dispute between neighbours (burenruzie)." },
    STA: { description: "Smell in the surroundings (stankoverlast)." },
    VAN: { description: "Vandalism in shared space (vandalisme)." },
    VER: { description: "Trouble by an addiction (verslavingsproblematiek)." },
    VUI: { description: "Filth in or near homes (vervuiling)." },
  },
})

/** Which detail belongs to which type; within VERA hemp stands under social reports. */
const typeOfDetail: Readonly<Record<VeraDetail, VeraType>> = {
  AGR: VeraType.SOC,
  BED: VeraType.WOO,
  DIE: VeraType.SOC,
  DRU: VeraType.SOC,
  GEL: VeraType.SOC,
  HAN: VeraType.OMG,
  HEN: VeraType.SOC,
  KLI: VeraType.WOO,
  ONG: VeraType.SOC,
  ONR: VeraType.WOO,
  ONV: VeraType.SOC,
  OVE: VeraType.SOC,
  PSY: VeraType.SOC,
  RUZ: VeraType.SOC,
  STA: VeraType.SOC,
  VAN: VeraType.SOC,
  VER: VeraType.SOC,
  VUI: VeraType.SOC,
}

const typesOfKind: Readonly<Record<CaseKind, readonly VeraType[]>> = {
  NUISANCE: [VeraType.SOC, VeraType.LEE, VeraType.OMG],
  FRAUD: [VeraType.WOO, VeraType.SOC],
  ADAPTATION: [],
  SAFETY: [VeraType.SOC, VeraType.OMG],
}

/** Whether these codes can stand together on a case of this kind. Without a type there is no detail. */
export function codesFit(kind: CaseKind, type: VeraType | null, detail: VeraDetail | null): boolean {
  if (type === null) return detail === null
  return typesOfKind[kind].includes(type) && (detail === null || typeOfDetail[detail] === type)
}
