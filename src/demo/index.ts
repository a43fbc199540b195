export { demoAddresses } from "./addresses"
export { beginDemo } from "./beginning"
export { createDemoIssuer } from "./issuer"
