import { GraphQLError, type SourceLocation } from "graphql"
import type { Trouble } from "./database/troubles"

/** What only a programmer or an operator can mend: a top-level error. Messages are constants, without ids, names or values. */
const faults = {
  UNAUTHENTICATED: { status: 401, message: "A valid access token of an active employee is needed." },
  BAD_REQUEST: { status: 400, message: "The request is not one that this schema can answer." },
  TOO_EXPENSIVE: { status: 400, message: "The request asks for more rows, levels or aliases than one request may." },
  RATE_LIMITED: { status: 429, message: "Too many requests; try again after the seconds that Retry-After says." },
  UNAVAILABLE: { status: 503, message: "The service cannot answer now; try again shortly." },
  INTERNAL: { status: 500, message: "Something went wrong on our side." },
} as const

export type FaultCode = keyof typeof faults
export const faultCodes = Object.keys(faults) as readonly FaultCode[]

/** Why a request was bad, where it helps whoever wrote it. */
const details = {
  SYNTAX: "The document is not valid GraphQL.",
  SCHEMA: "The document does not fit the schema.",
  VARIABLES: "The variables do not fit the document.",
  PAGE_SIZE: "A page holds 0 to 100 rows, and is asked from one side only: first with after, or last with before.",
  IDS: "At most 100 ids are asked at once.",
  CURSOR: "The cursor is not one that this list gave out.",
  FILTER: "This list needs a filter: a name by at least two letters, a home by its postcode.",
  TRAIL_FILTER:
    "By role, organisation, action, activity, route or outcome the trail is searched within a case, a party, one employee's requests, or a period of at most 31 days; give one of these.",
  TRAIL_PERIOD: "A period begins before it ends, not in the future, and ends within a month from now.",
  EXPORT: "There is no such export for you, or the header X-Export-Key holds another key than its own.",
  METHOD: "Operations are sent by POST, as JSON.",
  BODY: "The body is not JSON of a GraphQL request.",
  LOOK_REASON: "The header X-Look-Reason holds one of the reasons that the schema lists as LookReason.",
} as const

export type FaultDetail = keyof typeof details

interface About {
  /** What exactly is wrong, in a sentence that repeats no value. */
  readonly said?: string
  /** Where in the variables it lies. */
  readonly at?: string
  /** When to come again, in whole seconds, where it is only too much now. */
  readonly retryAfter?: number
  /** What is wrong with the database, for the log: whoever asks is told no more than that it is unavailable. */
  readonly trouble?: Trouble
  /** Where in the document it lies. */
  readonly locations?: readonly SourceLocation[]
}

interface Told {
  readonly message: string
  readonly locations?: readonly SourceLocation[]
  readonly extensions: {
    readonly code: FaultCode
    readonly detail?: FaultDetail
    readonly at?: string
    readonly retryAfter?: number
  }
}

/** A top-level error: `extensions.code`, a status, and a message that repeats no value. */
export class Fault extends GraphQLError {
  constructor(
    readonly code: FaultCode,
    readonly detail?: FaultDetail,
    private readonly about: About = {},
  ) {
    super(about.said ?? (detail === undefined ? faults[code].message : details[detail]), {
      extensions: {
        code,
        ...(detail !== undefined && { detail }),
        ...(about.retryAfter !== undefined && { retryAfter: about.retryAfter }),
        ...(about.at !== undefined && { at: about.at }),
        http: { status: faults[code].status },
      },
    })
    this.name = "Fault"
  }

  get status(): number {
    return faults[this.code].status
  }

  /** Of one field, where others did what they were asked: what the whole request came to is not its to say. */
  ofField(path: GraphQLError["path"]): FieldFault {
    const { message, extensions } = this.told
    return new FieldFault(message, { path: path?.slice(0, 1) ?? null, extensions: { ...extensions } })
  }

  get trouble(): Trouble | undefined {
    return this.about.trouble
  }

  /** As it is answered. */
  get told(): Told {
    const { message, code, detail, about } = this
    const { locations, retryAfter, at } = about
    return {
      message,
      ...(locations && { locations }),
      extensions: {
        code,
        ...(detail !== undefined && { detail }),
        ...(at !== undefined && { at }),
        ...(retryAfter !== undefined && { retryAfter }),
      },
    }
  }
}

/** A fault of one root field, where others did what they were asked. It says nothing of the request as a whole. */
export class FieldFault extends GraphQLError {}

export enum ErrorCode {
  INVALID = "INVALID",
  NOT_FOUND = "NOT_FOUND",
  FORBIDDEN = "FORBIDDEN",
  STALE = "STALE",
  CONFLICT = "CONFLICT",
}

export enum ErrorReason {
  REQUIRED = "REQUIRED",
  TOO_LONG = "TOO_LONG",
  MALFORMED = "MALFORMED",
  OUT_OF_RANGE = "OUT_OF_RANGE",
  ABSENT = "ABSENT",
  NOT_ALLOWED = "NOT_ALLOWED",
  VERSION_CHANGED = "VERSION_CHANGED",
  ILLEGAL_TRANSITION = "ILLEGAL_TRANSITION",
  CASE_ENDED = "CASE_ENDED",
  TASK_OPEN = "TASK_OPEN",
  ALREADY_COMPLETED = "ALREADY_COMPLETED",
  ASSIGNEE_UNFIT = "ASSIGNEE_UNFIT",
  KIND_NOT_CLEARED = "KIND_NOT_CLEARED",
  TEAM_NOT_OWN = "TEAM_NOT_OWN",
  CODES_DO_NOT_FIT = "CODES_DO_NOT_FIT",
  BALANCING_NOTE_NEEDED = "BALANCING_NOTE_NEEDED",
  TWO_IDENTITIES = "TWO_IDENTITIES",
  GROUND_NEEDED = "GROUND_NEEDED",
  BEYOND_OWN_LEVEL = "BEYOND_OWN_LEVEL",
  BEYOND_OWN_TERM = "BEYOND_OWN_TERM",
  NOT_TO_ONESELF = "NOT_TO_ONESELF",
  EMPLOYEE_UNFIT = "EMPLOYEE_UNFIT",
  LAST_MANAGER = "LAST_MANAGER",
  FOLLOWS_FROM_THE_CASE = "FOLLOWS_FROM_THE_CASE",
  ALREADY_RESTRICTED = "ALREADY_RESTRICTED",
  NOT_RESTRICTED = "NOT_RESTRICTED",
  NOT_CONFIDENTIAL = "NOT_CONFIDENTIAL",
  ALREADY_BLOCKED = "ALREADY_BLOCKED",
  ALREADY_VISIBLE = "ALREADY_VISIBLE",
  TOO_MANY_ATTEMPTS = "TOO_MANY_ATTEMPTS",
  ALREADY_JUDGED = "ALREADY_JUDGED",
  ALREADY_ASKED = "ALREADY_ASKED",
  NOBODY_FITS = "NOBODY_FITS",
  FILTER_TOO_WIDE = "FILTER_TOO_WIDE",
  TOO_MANY_EXPORTS = "TOO_MANY_EXPORTS",
}

/** Every expected refusal: its code, and what a form shows for it. */
export const reasons: Record<ErrorReason, { code: ErrorCode; message: string }> = {
  REQUIRED: { code: ErrorCode.INVALID, message: "This may not be empty." },
  TOO_LONG: { code: ErrorCode.INVALID, message: "This text is too long." },
  MALFORMED: { code: ErrorCode.INVALID, message: "This is not of the form that is asked." },
  OUT_OF_RANGE: { code: ErrorCode.INVALID, message: "This lies outside what is allowed." },
  ABSENT: { code: ErrorCode.NOT_FOUND, message: "There is no such record for you." },
  NOT_ALLOWED: { code: ErrorCode.FORBIDDEN, message: "Your role or your access to this case does not allow this." },
  VERSION_CHANGED: {
    code: ErrorCode.STALE,
    message: "Somebody changed this in the meantime; look at the current version first.",
  },
  ILLEGAL_TRANSITION: { code: ErrorCode.CONFLICT, message: "A case cannot go from its status to that one." },
  CASE_ENDED: { code: ErrorCode.CONFLICT, message: "The case is closed or cancelled; reopen it first." },
  TASK_OPEN: { code: ErrorCode.CONFLICT, message: "A task of this case is still open." },
  ALREADY_COMPLETED: { code: ErrorCode.CONFLICT, message: "This task is completed already." },
  ASSIGNEE_UNFIT: {
    code: ErrorCode.CONFLICT,
    message: "That employee is not active or not cleared for this kind of case.",
  },
  KIND_NOT_CLEARED: { code: ErrorCode.FORBIDDEN, message: "You are not cleared for this kind of case." },
  TEAM_NOT_OWN: { code: ErrorCode.FORBIDDEN, message: "A case is opened for a team of one's own." },
  CODES_DO_NOT_FIT: {
    code: ErrorCode.INVALID,
    message: "These VERA codes do not go together, or not with this kind of case.",
  },
  BALANCING_NOTE_NEEDED: { code: ErrorCode.INVALID, message: "A legitimate interest needs its balancing note." },
  TWO_IDENTITIES: { code: ErrorCode.INVALID, message: "A party is a person of the registry or an employee, not both." },
  GROUND_NEEDED: {
    code: ErrorCode.INVALID,
    message: "Health and criminal data need a ground of their own; record it with the case first.",
  },
  BEYOND_OWN_LEVEL: { code: ErrorCode.FORBIDDEN, message: "Nobody gives more than she has herself." },
  BEYOND_OWN_TERM: { code: ErrorCode.FORBIDDEN, message: "Nobody gives for longer than she has it herself." },
  NOT_TO_ONESELF: { code: ErrorCode.FORBIDDEN, message: "Nobody gives to herself." },
  EMPLOYEE_UNFIT: {
    code: ErrorCode.CONFLICT,
    message: "That employee cannot be named here: not active, not cleared, or not in a role for it.",
  },
  LAST_MANAGER: {
    code: ErrorCode.CONFLICT,
    message: "Nobody else manages the case; hand it over or name another manager first.",
  },
  FOLLOWS_FROM_THE_CASE: {
    code: ErrorCode.CONFLICT,
    message: "This access follows from who handles the case; it ends when the case is handed over.",
  },
  ALREADY_RESTRICTED: { code: ErrorCode.CONFLICT, message: "The case is restricted already." },
  NOT_RESTRICTED: { code: ErrorCode.CONFLICT, message: "The case is not restricted." },
  NOT_CONFIDENTIAL: {
    code: ErrorCode.CONFLICT,
    message: "The case is not confidential towards those whom it is about.",
  },
  ALREADY_BLOCKED: { code: ErrorCode.CONFLICT, message: "This conflict of interest is declared already." },
  ALREADY_VISIBLE: { code: ErrorCode.CONFLICT, message: "The case exists for you already; look at it as always." },
  TOO_MANY_ATTEMPTS: { code: ErrorCode.CONFLICT, message: "Too many emergencies in an hour; call the team lead." },
  ALREADY_ASKED: { code: ErrorCode.CONFLICT, message: "The employee was asked already; judge it by the answer." },
  ALREADY_JUDGED: { code: ErrorCode.CONFLICT, message: "This was judged already." },
  FILTER_TOO_WIDE: {
    code: ErrorCode.INVALID,
    message: "Give a case, a party, an employee or a period of at most 31 days besides.",
  },
  TOO_MANY_EXPORTS: {
    code: ErrorCode.CONFLICT,
    message: "Other exports of yours are being made; wait for one of them.",
  },
  NOBODY_FITS: {
    code: ErrorCode.CONFLICT,
    message: "None of the receivers can take over every one of these cases; the preview says which.",
  },
}

export interface Complaint {
  reason: ErrorReason
  /** Where in the input, e.g. ["input", "title"]. */
  path?: string[]
}

/** What a form can show: the transaction is rolled back, and the payload says why. */
export class Refusal extends Error {
  readonly complaints: readonly Complaint[]
  constructor(
    complaints: Complaint | readonly Complaint[],
    /** Records to show with the refusal, by field of the payload: the current version of a stale one. */
    readonly current: Readonly<Record<string, string>> = {},
    /** What the verb wrote stays, although the answer is no: the attempt is on record. */
    readonly kept = false,
  ) {
    super("refused")
    this.complaints = Array.isArray(complaints) ? (complaints as readonly Complaint[]) : [complaints as Complaint]
  }
}

export const refuse = (reason: ErrorReason, ...path: string[]): Refusal =>
  new Refusal({ reason, ...(path.length && { path }) })
