export { EmbeddedError } from "./errors"
export { startEmbedded, type Embedded, type EmbeddedOptions } from "./start"
