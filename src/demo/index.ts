export { demoAddresses } from "./addresses"
export { loadDemo } from "./association"
export { createDemoIssuer } from "./issuer"
