/** The one home of the time of day. Specs put another clock in its place; nothing else in the house asks what time it is. */
export interface Clock {
  now(): Date
}

const real: Clock = { now: () => new Date() }
let current = real

export const clock: Clock = { now: () => current.now() }

/** Puts a clock in place of the real one; without an argument the real one returns. For specs only. */
export function setClock(replacement: Clock = real): void {
  current = replacement
}
