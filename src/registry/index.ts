export { Home } from "./home.entity"
export { Person } from "./person.entity"
export { HomeFields, RegistryQueries } from "./registry.resolver"
