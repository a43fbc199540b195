export { raisingPart } from "./raising"
export { ReviewAccess } from "./review-access.entity"
export { ReviewItem } from "./review-item.entity"
export { ReviewItemFields, ReviewResolver } from "./review.resolver"
