import type { GraphQLResolveInfo } from "graphql"
import { Arg, Args, Ctx, Field, Info, Mutation, ObjectType, Query, Resolver } from "type-graphql"
import { Payload } from "../platform/graphql/payload"
import { type Context, May, Page, Traced, Written, connectionOf, equals, isAbsent } from "../records"
import { Block } from "./block.entity"
import { BlockAccessInput, BlocksArgs, EndBlockInput } from "./block.inputs"
import { blockAccess, endBlock } from "./blocking"

const BlockConnection = connectionOf(Block, "Block")
type BlockConnection = InstanceType<typeof BlockConnection>

@ObjectType({ simpleResolvers: true, description: "What became of a block." })
export class BlockPayload extends Payload {
  @Field(() => Block, { nullable: true, description: "The block as it is now." })
  @Written(() => Block)
  block!: Block | null
}

@Resolver()
export class BlockResolver {
  @Query(() => BlockConnection, {
    description:
      "Conflicts of interest, newest first: one's own; for a lead those of her team, for the coordinator all.",
  })
  @Page(() => Block, {
    orders: { NEWEST: [["startsAt", "desc"], ["id", "desc"]] },
    filters: { employeeId: equals("employee"), open: isAbsent("endsAt") },
  }) // prettier-ignore
  @Traced("block.listed", "access-control")
  blocks(
    @Args() _args: BlocksArgs,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<BlockConnection> {
    return records.read(info)
  }

  @Mutation(() => BlockPayload, {
    description:
      "Declares a conflict of interest. One's own statement; for a lead also of her team's, for the coordinator of anybody. From then on no case that it covers exists for the employee.",
  })
  @Traced("block.declared", "access-control")
  @May("declare", "Block")
  blockAccess(
    @Arg("input", { description: "Whose conflict, and with what." }) input: BlockAccessInput,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<BlockPayload> {
    return records.change(info, input, blockAccess)
  }

  @Mutation(() => BlockPayload, {
    description: "Ends a block. For the lead of the employee's team and the coordinator; never one's own.",
  })
  @Traced("block.ended", "access-control")
  @May("end", "Block")
  endBlock(
    @Arg("input", { description: "The block that ends." }) input: EndBlockInput,
    @Ctx() { records }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<BlockPayload> {
    return records.change(info, input, endBlock)
  }
}
