import { OperatorError } from "../operator-error"
import { causeOf, messageOf, stateOf } from "./failures"
import { isTlsFault, tlsSentence } from "./tls"
import { placeOf } from "./url"

/** Which database is meant: its URL, and the setting that names it. */
export interface Target {
  readonly url: string
  readonly setting: string
}

interface Place {
  readonly host: string
  /** Host and port. */
  readonly at: string
  readonly setting: string
}

type Sentence = (place: Place) => string

const migrate = "run `npm run woonrust -- migrate`"

/** The owner's role is made by people, those that serve by a command. */
const orMigrate = ({ setting }: Place): string =>
  setting === "DATABASE_OWNER_URL" ? "" : `, or ${migrate}, which makes the role and gives it its rights`

/** By PostgreSQL's state, or the code that node gives; the first that fits. */
const byCode: readonly (readonly [RegExp, Sentence])[] = [
  [/^ECONNREFUSED$/, ({ at, setting }) => `Nothing listens at ${at}: start PostgreSQL there, or mend host and port in ${setting}.`], // prettier-ignore
  [/^(ENOTFOUND|EAI_\w+)$/, ({ host, setting }) => `The host ${host} is not known: mend its name in ${setting}, or see why names are not resolved here.`], // prettier-ignore
  [/^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN)$/, (place) => noAnswer(place)],
  [/^(ECONNRESET|EPIPE)$/, (place) => brokenOff(place)],
  [/^28P01$/, (place) => `${place.at} does not let the role of ${place.setting} in: mend name and password there${orMigrate(place)}.`], // prettier-ignore
  [/^28000$/, (place) => `${place.at} refuses the role of ${place.setting}: see that a line of pg_hba.conf there lets it in this way, with TLS or without, and that it may sign in${orMigrate(place)}.`], // prettier-ignore
  [/^3D000$/, ({ at, setting }) => `At ${at} there is no database of the name in ${setting}: make it, with encoding UTF8 and its owner, or mend the name.`], // prettier-ignore
  [/^53300$/, ({ at }) => `${at} takes no more connections: end some, lower DATABASE_POOL, or raise max_connections there.`], // prettier-ignore
  [/^53100$/, ({ at }) => `The disk of ${at} is full: make room there, and try again.`],
  [/^55000$/, ({ at, setting }) => `${at} lets nobody into the database of ${setting}: see that it allows connections, and name one that is for this service.`], // prettier-ignore
  [/^57P03$/, ({ at }) => `${at} is starting or stopping: try again when it is ready.`],
  [/^57P0\d$/, ({ at }) => `${at} was stopped meanwhile: try again when it is back.`],
  [/^25006$/, ({ at, setting }) => `${at} takes no changes, as a standby does not: name the primary in ${setting}.`],
  [/^42501$/, (place) => mayNot(place)],
  [/^55P03$/, ({ at }) => `Somebody else holds what is needed at ${at}: end the transaction that does, and try again.`],
  [/^57014$/, ({ at }) => `${at} took longer than a statement may: see what it is busy with, and try again.`],
  [/^(42P01|42703|42883|3F000)$/, ({ at }) => `The tables at ${at} are not those of this version: ${migrate} first.`],
]

const noAnswer: Sentence = ({ at, setting }) =>
  `${at} does not answer: see that PostgreSQL runs there, that ${setting} names it, and that no firewall is between.`

const brokenOff: Sentence = ({ at }) =>
  `${at} broke the connection off: see the log of PostgreSQL there, and try again.`

const mayNot: Sentence = ({ at, setting }) =>
  setting === "DATABASE_OWNER_URL"
    ? `The role of ${setting} may not do this at ${at}: it has to own the database and its tables, and to have CREATEROLE, with ADMIN on roles that it did not make.`
    : `The role of ${setting} lacks rights at ${at}: ${migrate}, which gives them, and see that it may connect to the database.`

/** pg has no code for these. */
const byMessage: readonly (readonly [RegExp, Sentence])[] = [
  [/timeout expired|connection timeout|timeout exceeded when trying|Query read timeout/, noAnswer],
  [/^Connection terminated|^Client (has encountered|was closed)/, brokenOff],
  [/client password must be a/, ({ at, setting }) => `${at} asks for a password: write one into ${setting}.`],
  [/^SASL/, ({ at, setting }) => `${at} and this service do not agree how to sign in: see that password_encryption there is scram-sha-256, and mend the password in ${setting}.`], // prettier-ignore
]

/** What keeps us from a database, in a sentence for people; undefined for what was not foreseen. */
function sentenceOf(error: unknown, { url, setting }: Target): string | undefined {
  const { host, port } = placeOf(url)
  const place = { host, at: `${host}:${port}`, setting }
  const [state, message] = [stateOf(error) ?? "", messageOf(error)]
  if (isTlsFault(state, message)) return tlsSentence(state, message, place)
  const found = byCode.find(([code]) => code.test(state)) ?? byMessage.find(([words]) => words.test(message))
  if (found) return found[1](place)
  // What nobody foresaw, but the database did say: where to look is known all the same.
  return isState(state)
    ? `${place.at} answers ${state}, which was not foreseen: see the log of PostgreSQL there.`
    : undefined
}

/** Of PostgreSQL, rather than a code of node's. */
const isState = (code: string): boolean => /^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]+$/.test(code)

/**
 * Does what needs a database. What fails for a reason that an operator can mend is told so.
 * @throws OperatorError, or what else was thrown
 */
export async function reaching<T>(target: Target, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw explained(error, target)
  }
}

/** The same error where it tells by itself, or was not foreseen. */
export function explained(error: unknown, target: Target): unknown {
  const sentence = error instanceof OperatorError ? undefined : sentenceOf(causeOf(error), target)
  return sentence === undefined ? error : new OperatorError(sentence, 1, { cause: error })
}
