import { Registry } from "prom-client"

/** What `/metrics` shows: numbers of the service itself, by fixed names, never of persons or cases. One registry for each server. */
export type Metrics = Registry

export const createMetrics = (): Metrics => new Registry()
