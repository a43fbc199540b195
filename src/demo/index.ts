export { loadDemo } from "./association"
export { createDemoIssuer } from "./issuer"
export { demoRouter } from "./router"
