import type { GraphQLResolveInfo } from "graphql"
import { MaxLength } from "class-validator"
import { Arg, Args, Ctx, Field, ID, Info, InputType, Mutation, ObjectType, Query, Resolver } from "type-graphql"
import { longestId } from "../cases"
import { Payload } from "../platform/graphql/payload"
import { type Context, May, Page, PageArgs, Traced, Written, connectionOf } from "../records"
import { Notice } from "./notice.entity"
import { markNoticeRead } from "./reading"

const NoticeConnection = connectionOf(Notice, "Notice")
type NoticeConnection = InstanceType<typeof NoticeConnection>

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
  @Query(() => NoticeConnection, { description: "What you are told, newest first. For everybody, one's own." })
  @Page(() => Notice, { orders: { NEWEST: [["createdAt", "desc"], ["id", "desc"]] } }) // prettier-ignore
  @Traced("notice.listed", "notices")
  notices(
    @Args() _args: PageArgs,
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
