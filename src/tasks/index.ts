export { hasOpenTask } from "./handling-task"
export { Task } from "./task.entity"
export { CaseTasks, TaskResolver } from "./task.resolver"
