export { demoActors, loadDemo } from "./association"
export { type DemoIssuer, createDemoIssuer } from "./issuer"
export { demoRouter } from "./router"
