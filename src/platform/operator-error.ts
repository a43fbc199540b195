/**
 * What is in the way, and what to do about it, in a sentence for an operator. It names settings, hosts, ports and files; never a user, a
 * password or anything of a case.
 */
export class OperatorError extends Error {
  /** @param exitCode with what a command ends: 2 where it was used wrongly */
  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 1,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = new.target.name
  }
}
