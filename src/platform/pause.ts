/** The rests of whatever goes round for as long as the service runs: one can be cut short, and none begins after the end. */
export class Pause {
  private over = false
  private wake: () => void = () => undefined

  get isOver(): boolean {
    return this.over
  }

  rest(ms: number): Promise<void> {
    if (this.over) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  end(): void {
    this.over = true
    this.wake()
  }
}
