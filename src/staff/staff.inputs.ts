import { ArgsType, Field, ID, InputType } from "type-graphql"
import { PageArgs } from "../records"
import { EmployeeRole } from "./employee.entity"

const sought = "Words of the name, or the start of the last; capitals and accents do not count."

@InputType({ description: "Narrows a list of employees; what is given must all be true." })
export class EmployeeFilter {
  @Field(() => String, { nullable: true, description: sought })
  text?: string | null

  @Field(() => EmployeeRole, { nullable: true, description: "Those who have this role." })
  role?: EmployeeRole | null

  @Field(() => ID, { nullable: true, description: "Those who belong to this team now." })
  teamId?: string | null

  @Field(() => Boolean, { nullable: true, description: "True: those who work here; false: those who left." })
  active?: boolean | null
}

@InputType({ description: "Narrows a list of teams; what is given must all be true." })
export class TeamFilter {
  @Field(() => String, { nullable: true, description: sought })
  text?: string | null
}

@ArgsType()
export class EmployeesArgs extends PageArgs {
  @Field(() => EmployeeFilter, { nullable: true, description: "Which of the employees." })
  filter?: EmployeeFilter | null
}

@ArgsType()
export class TeamsArgs extends PageArgs {
  @Field(() => TeamFilter, { nullable: true, description: "Which of the teams." })
  filter?: TeamFilter | null
}
