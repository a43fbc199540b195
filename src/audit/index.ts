export { TrailEvent } from "./trail-event.entity"
export { TrailSight } from "./trail-sight.entity"
export { TrailEventFields, TrailQueries, TrailSightFields } from "./trail.resolver"
