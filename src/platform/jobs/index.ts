export { type Act, type Done, actOf } from "./act"
export { Schedule } from "./schedule"
