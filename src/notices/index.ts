export { Notice } from "./notice.entity"
export { NoticeResolver } from "./notice.resolver"
