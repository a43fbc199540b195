import type { GraphQLResolveInfo } from "graphql"
import { MaxLength } from "class-validator"
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  ID,
  Info,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
} from "type-graphql"
import { longestId } from "../cases"
import { Payload } from "../platform/graphql/payload"
import { type Context, May, Page, PageArgs, Traced, Written, connectionOf, isAbsent } from "../records"
import { Notice } from "./notice.entity"
import { markNoticeRead } from "./reading"

const NoticeConnection = connectionOf(Notice, "Notice")
type NoticeConnection = InstanceType<typeof NoticeConnection>

@InputType({ description: "Narrows a list of notices." })
export class NoticeFilter {
  @Field(() => Boolean, { nullable: true, description: "True: not marked as read yet; false: marked as read." })
  unread?: boolean | null
}

@ArgsType()
export class NoticesArgs extends PageArgs {
  @Field(() => NoticeFilter, { nullable: true, description: "Which of your notices." })
  filter?: NoticeFilter | null
}

@InputType({ description: "A notice that was read." })
export class MarkNoticeReadInput {
  @Field(() => ID, { description: "The id of the notice." })
  @MaxLength(longestId)
  noticeId!: string
}

@ObjectType({ simpleResolvers: true, description: "What became of marking a notice." })
export class NoticePayload extends Payload {
  @Field(() => Notice, { nullable: true, description: "The notice as it is now." })
  @Written(() => Notice)
  notice!: Notice | null
}

@Resolver()
export class NoticeResolver {
  @Query(() => NoticeConnection, {
    description:
      "What you are told, newest first. How many are unread is `totalCount` of those; asked alone it names no case. For everybody, one's own.",
  })
  @Page(() => Notice, {
    orders: { NEWEST: [["createdAt", "desc"], ["id", "desc"]] },
    filters: { unread: isAbsent("readAt") },
  }) // prettier-ignore
  @Traced("notice.listed", "notices")
  notices(
    @Args() _args: NoticesArgs,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<NoticeConnection> {
    return records.read(info)
  }

  @Mutation(() => NoticePayload, { description: "Marks one of your notices as read." })
  @Traced("notice.read", "notices")
  @May("mark", "Notice")
  markNoticeRead(
    @Arg("input", { description: "The notice that was read." }) input: MarkNoticeReadInput,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<NoticePayload> {
    return records.change(info, input, markNoticeRead)
  }
}
