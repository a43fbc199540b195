export { TrailEvent } from "./trail-event.entity"
export { TrailHead } from "./trail-head.entity"
export { TrailSight } from "./trail-sight.entity"
export { TrailEventFields, TrailHeadQueries, TrailQueries, TrailSightFields } from "./trail.resolver"
