export { ReviewItem } from "./review-item.entity"
export { ReviewResolver } from "./review.resolver"
