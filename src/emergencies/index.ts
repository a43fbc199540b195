export { Emergency } from "./emergency.entity"
export { EmergencyResolver } from "./emergency.resolver"
