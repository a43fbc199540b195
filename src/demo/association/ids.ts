import { type Random, Stream, mix } from "./random"

const four = Array.from({ length: 0x10000 }, (_, value) => value.toString(16).padStart(4, "0"))
const hex = (value: number): string => four[value & 0xffff] as string

/** An id of the form of UUID version 7: sorts by its time. */
export function uuidAt(ms: number, random: Random): string {
  const high = Math.floor(ms / 0x10000)
  const one = random.next()
  const two = random.next()
  const three = random.next()
  return `${hex(high >>> 16)}${hex(high)}-${hex(ms - high * 0x10000)}-${hex(0x7000 | (one & 0xfff))}-${hex(0x8000 | ((one >>> 16) & 0x3fff))}-${hex(two >>> 16)}${hex(two)}${hex(three)}`
}

/** The id of something on a list that is written out in this folder: the same in every demo. */
export const fixedId = (sort: "team" | "employee", number: number): string =>
  `01900000-0000-7000-${sort === "team" ? "8001" : "8002"}-${number.toString(16).padStart(12, "0")}`

/** The letters and digits that newReference uses too. */
const alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
const half = alphabet.length ** 4

/**
 * The reference of a case: looks random, and differs from that of every other case without remembering them, because this is a
 * permutation (a Feistel network over two halves of four characters).
 */
export function referenceOf(seed: number, index: number): string {
  let left = Math.floor(index / half)
  let right = index % half
  for (let round = 0; round < 4; round++) {
    const key = mix(mix(seed ^ Math.imul(Stream.REFERENCE, 0x9e3779b9)) + round)
    const turned = (left + mix(right ^ key)) % half
    left = right
    right = turned
  }
  return `WR-${characters(left)}-${characters(right)}`
}

function characters(value: number): string {
  let rest = value
  let text = ""
  for (let place = 0; place < 4; place++) {
    text = (alphabet[rest % alphabet.length] as string) + text
    rest = Math.floor(rest / alphabet.length)
  }
  return text
}
