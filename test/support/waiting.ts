/** Waits until it is so. Fails when it has not come to that in so many seconds. */
export async function until(what: () => boolean | Promise<boolean>, seconds = 25): Promise<void> {
  const end = performance.now() + seconds * 1_000
  while (performance.now() < end) {
    if (await what()) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error("it did not come to that")
}

/** The value of a series, as it is written among the figures of the service; undefined where there is none. */
export const seriesIn = (figures: string, series: string): string | undefined =>
  figures.split("\n").find((line) => line.startsWith(`${series} `))?.slice(series.length + 1) // prettier-ignore
