export { Block } from "./block.entity"
export { BlockResolver } from "./block.resolver"
