export { ClosingResolver } from "./closing.resolver"
