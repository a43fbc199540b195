type End = () => unknown

/** How each thing that has begun ends. */
export class Endings {
  private readonly ends: End[] = []

  add(end: End): void {
    this.ends.push(end)
  }

  /** Ends what began last first. What cannot be ended keeps nothing else from its end. @throws the first that was thrown */
  async run(): Promise<void> {
    const faults: unknown[] = []
    for (const end of this.ends.splice(0).reverse()) {
      try {
        await end()
      } catch (error) {
        faults.push(error)
      }
    }
    if (faults.length) throw faults[0]
  }
}
