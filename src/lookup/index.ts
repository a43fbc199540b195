export { LookupQueries } from "./lookup.resolver"
