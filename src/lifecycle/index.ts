export { LifecycleResolver } from "./lifecycle.resolver"
